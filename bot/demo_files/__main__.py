"""python -m bot.demo_files makes the files anew, where their script changed."""

from bot.demo_files import messy_ledger

if __name__ == "__main__":
    messy_ledger.write()
