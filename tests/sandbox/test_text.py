"""Text, its entities and its limits."""

from typing import Any

import pytest

from tests.sandbox.wire import ANA, Wire


async def parsed(wire: Wire, html: str) -> tuple[str, list[dict[str, Any]]]:
    message = await wire.call("sendMessage", chat_id=ANA, text=html, parse_mode="HTML")
    return message["text"], message.get("entities", [])


@pytest.mark.parametrize(
    ("html", "text", "entity"),
    [
        ("<b>x</b>", "x", {"type": "bold"}),
        ("<strong>x</strong>", "x", {"type": "bold"}),
        ("<i>x</i>", "x", {"type": "italic"}),
        ("<em>x</em>", "x", {"type": "italic"}),
        ("<u>x</u>", "x", {"type": "underline"}),
        ("<ins>x</ins>", "x", {"type": "underline"}),
        ("<s>x</s>", "x", {"type": "strikethrough"}),
        ("<strike>x</strike>", "x", {"type": "strikethrough"}),
        ("<del>x</del>", "x", {"type": "strikethrough"}),
        ("<code>x</code>", "x", {"type": "code"}),
        ("<pre>x</pre>", "x", {"type": "pre"}),
        ('<pre><code class="language-py">x</code></pre>', "x", {"type": "pre", "language": "py"}),
        ("<tg-spoiler>x</tg-spoiler>", "x", {"type": "spoiler"}),
        ("<span class='tg-spoiler'>x</span>", "x", {"type": "spoiler"}),
        ("<blockquote>x</blockquote>", "x", {"type": "blockquote"}),
        ("<blockquote expandable>x</blockquote>", "x", {"type": "expandable_blockquote"}),
        ('<a href="https://a.cn/?b&amp;c">x</a>', "x", {"url": "https://a.cn/?b&c"}),
        ("<B>x</>", "x", {"type": "bold"}),
        (
            '<tg-emoji emoji-id="5">x</tg-emoji>',
            "x",
            {"type": "custom_emoji", "custom_emoji_id": "5"},
        ),
    ],
)
async def test_every_tag_of_telegram_becomes_its_entity(
    started: Wire, html: str, text: str, entity: dict[str, Any]
) -> None:
    said, (found,) = await parsed(started, html)
    assert said == text
    assert found | entity == found
    assert (found["offset"], found["length"]) == (0, 1)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("1 &lt; 2 &gt; 0 &amp; &quot;", '1 < 2 > 0 & "'),
        ("&#26149;&#x98CE;", "春风"),
        ("a & b &nbsp; &#xD800; &#0;", "a & b &nbsp; &#xD800; &#0;"),
        ("2 > 1", "2 > 1"),
    ],
)
async def test_only_telegrams_references_are_replaced(started: Wire, html: str, text: str) -> None:
    assert await parsed(started, html) == (text, [])


@pytest.mark.parametrize("html", ["x<b></b>", "x<a href='nowhere'></a>", "<a href='y'>x</a>"])
async def test_an_empty_entity_and_a_link_to_nowhere_are_dropped(started: Wire, html: str) -> None:
    assert await parsed(started, html) == ("x", [])


async def test_a_link_without_address_leads_where_its_text_says(started: Wire) -> None:
    _, entities = await parsed(started, "<a>https://a.cn</a>")
    assert entities == [{"type": "text_link", "offset": 0, "length": 12, "url": "https://a.cn"}]


async def test_offsets_count_utf16_units_and_outer_entities_come_first(started: Wire) -> None:
    text, entities = await parsed(started, "😀<b>春<i>风</i></b>")
    assert text == "😀春风"
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == [
        ("bold", 2, 2),
        ("italic", 3, 1),
    ]


async def test_nothing_is_marked_inside_code(started: Wire) -> None:
    _, entities = await parsed(started, "<code><b>x</b> /start</code>")
    assert [e["type"] for e in entities] == ["code"]


async def test_blanks_at_the_ends_are_cut_and_entities_move(started: Wire) -> None:
    text, entities = await parsed(started, " \n<b> x </b>\n<i> </i>")
    assert text == "x"
    assert entities == [{"type": "bold", "offset": 0, "length": 1}]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("春</b>", "Unexpected end tag at byte offset 3"),
        (
            "<b>x</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("1 <2", "Unclosed start tag at byte offset 2"),
        ("x<b", "Unclosed start tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" at byte offset 0 must have class "tg-spoiler"'),
    ],
)
async def test_malformed_html_is_refused_with_its_place(
    started: Wire, html: str, reason: str
) -> None:
    refusal = await started.refusal("sendMessage", chat_id=ANA, text=html, parse_mode="HTML")
    assert refusal == (400, f"Bad Request: can't parse entities: {reason}")


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("MarkdownV2", "parse_mode MarkdownV2 is not supported by the sandbox"),
        ("BBCode", "unsupported parse_mode"),
    ],
)
async def test_other_parse_modes_are_refused(started: Wire, mode: str, reason: str) -> None:
    refusal = await started.refusal("sendMessage", chat_id=ANA, text="x", parse_mode=mode)
    assert refusal == (400, f"Bad Request: {reason}")


async def test_entities_may_be_given_instead_of_html(started: Wire) -> None:
    given = [{"type": "bold", "offset": 0, "length": 2, "unheard": 1}]
    message = await started.call("sendMessage", chat_id=ANA, text="春风", entities=given)
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 2}]


@pytest.mark.parametrize("entities", ["[", {"type": "bold"}, ["bold"], [{"type": "bold"}]])
async def test_unreadable_entities_are_refused(started: Wire, entities: Any) -> None:
    code, _ = await started.refusal("sendMessage", chat_id=ANA, text="x", entities=entities)
    assert code == 400


async def test_commands_and_links_are_found_in_plain_text(started: Wire) -> None:
    message = await started.call(
        "sendMessage", chat_id=ANA, text="看 /help@a_bot，或 https://a.cn/b?c=1。 a/b"
    )
    assert message["entities"] == [
        {"type": "bot_command", "offset": 2, "length": 11},
        {"type": "url", "offset": 16, "length": 18},
    ]


@pytest.mark.parametrize("text", ["", " \n", None])
async def test_an_empty_text_is_refused(started: Wire, text: str | None) -> None:
    refusal = await started.refusal("sendMessage", chat_id=ANA, text=text)
    assert refusal == (400, "Bad Request: message text is empty")


async def test_a_text_is_too_long_above_4096_units_after_parsing(started: Wire) -> None:
    longest = "<b>" + "😀" * 2048 + "</b>"
    text, _ = await parsed(started, longest)
    assert len(text) == 2048
    refusal = await started.refusal("sendMessage", chat_id=ANA, text="x" * 4097)
    assert refusal == (400, "Bad Request: message is too long")
