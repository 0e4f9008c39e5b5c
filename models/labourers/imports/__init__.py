"""The ledger in: lists of the office, brought in with a dry run, and taken out again.

A page reads a file, opens an import, shows its columns, judges every row, and lets the good ones
in. Each use case takes an `Actor` who is staff of the county, and refuses others by `not_yours`.

    sheets = await file_reading.read_file(content)           # by a process of its own, or Refusal
    number = await loading.load_import(sessions, actor, "名单.xlsx", sheets)      # in pieces
    found, columns = await listing.get_summary(session, actor, number)     # and [ColumnShown]
    await choosing.choose_columns(session, actor, number, ColumnChoices(columns=…, constants=…,
                                                                        policy=…, joins=…))
    await choosing.dry_run(session, actor, number)
    await progress.step(session, number, now)                # a piece, in its own transaction
    await listing.list_rows(session, actor, number, RowOutcome.REFUSED, page)     # Page[RowShown]
    await choosing.decide_row(session, actor, row_id, RowDecision.SAME)           # and decide_all
    await choosing.start(session, actor, number)             # then `step`
    await comparing.list_only_in_ledger(session, actor, number, area)  # and list_only_in,
    await comparing.list_differing(session, actor, number, other)      # list_differing
    await choosing.cancel(session, actor, number)
    await choosing.undo(session, actor, number)              # then `step`
    await faults_file.write_faults(sessions, actor, number, explain, heading)  # bytes

`step` is called again and again, each time in a new transaction, while `Progress.goes_on`; None
says that another is at it. The clock goes on with an import that nobody has driven for 20 seconds
(scheduler/jobs/imports.py), so that a restart ends none. `sessions` writes: an import reads and
writes by pieces of some 40 ms.

States: loading → ready → (joining → checking) → checked → entering → entered → undoing → undone.
`choose_columns` leads from checked back to ready. `cancel` leads from a dry run to ready, from
entering to cancelled, which can be undone too. `LedgerImport.counts` are by RowOutcome.

A fault is a dict: `name` of a sentence (dialogue/core/list_refusals.py explains it), `params`,
`fact` (what is expected there: dialogue/labourers/ledger_import.py), the `column`'s letter and the
`sheet`. Columns hold facts of columns.toml; "" is nothing. A policy by fact is "fill", which is the
default, or "overwrite". What is brought in is kept as the office's register, without a consent:
models/labourers/legal_ground.py.
"""
