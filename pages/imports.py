"""Imports: files in, what they would change, the history, what is loaded, the formats; always of the own store."""

from pages._ui import (
    blocks,
    filters,
    import_first_run,
    import_formats,
    import_history,
    import_loaded,
    import_views,
    panels,
    session,
    texts,
    uploads,
)

VIEWS = ("upload", "history", "loaded", "formats")

t = texts.translator()
formats = session.formats()
is_first_run = import_views.is_first_run()
current = uploads.current()

with filters.toolbar(is_of_data=not is_first_run) as bar:
    view = bar.switch("view", VIEWS, lambda code: t("imports.view." + code), title=t("imports.choose_view"), default="upload")
    if view == "formats":
        bar.select(
            "dataset",
            import_formats.ORDER,
            lambda code: t("dataset." + code),
            title=t("imports.choose_dataset"),
            default=import_formats.ORDER[0],
        )
    if is_first_run and current is None and view == "upload":
        blocks.show(blocks.span(t("imports.first.no_data"), "m"), width="content")
    if current is not None and current.phase != "importing":
        bar.chip(t("imports.nothing_written"), acts=True)

import_history.failure()
if view == "upload" and current is not None:
    import_views.upload(current, formats)
elif view == "upload" and is_first_run:
    import_first_run.show(formats)
elif view == "upload":
    import_views.ready(formats)
elif view == "history":
    found = import_history.records()
    active = sum(record.is_active for record in found)
    blocks.answer(t("imports.answer.history", count=len(found), active=active), t("imports.history.sub"))
    import_history.everything(found, formats)
elif view == "loaded":
    blocks.answer(import_loaded.answer(formats), import_loaded.freshness_line(formats))
    import_loaded.panel(formats, {}, is_main=True, is_wide=True)
else:
    blocks.answer(t("imports.answer.formats"), t("imports.formats.sub"))
    left, right = panels.row("formats", (66, 34))
    with left:
        import_formats.one(formats)
    with right:
        import_formats.datasets(formats, title=t("imports.first.datasets"), right="")
