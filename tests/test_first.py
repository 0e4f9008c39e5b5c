from tests.town import Town

async def test_first(every_town: Town) -> None:
    ana = every_town.ana
    await ana.start()
    await ana.taps("中文")
    await ana.taps("同意")
    await ana.says("李秀英")
    assert "身份证" in ana.last
