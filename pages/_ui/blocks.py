"""HTML blocks: answer, strip of figures, panel titles, short tables. Every text is escaped here, nowhere else.

A text may mark its underlined part as ⟦so⟧. What begins with ★ ● ◐ ○ ▲ ▼ stays one piece.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

import streamlit as st

from pages._ui import texts

_WIDE = re.compile("[·“”]")
_UNDERLINE = {"⟦": '<span class="u">', "⟧": "</span>"}


@dataclass(frozen=True)
class Html:
    """Markup made by this module; anything else is escaped."""

    markup: str


Text = str | Html


def html(text: Text) -> str:
    """The markup of a text; in English · “ ” come in the Latin font, since the Chinese one draws them wide."""
    if isinstance(text, Html):
        return text.markup
    markup = escape(text)
    for mark, tag in _UNDERLINE.items():
        markup = markup.replace(mark, tag)
    if _WIDE.search(markup) and texts.language() == "en":
        markup = _WIDE.sub(r'<span class="lat">\g<0></span>', markup)
    return markup


def span(text: Text, css: str) -> Html:
    """A text in classes of look.css: m (muted), s (small), warn, lk, opt (gone on a small screen)."""
    return Html(f'<span class="{css}">{html(text)}</span>')


def bold(text: Text) -> Html:
    return Html(f"<b>{html(text)}</b>")


def link(text: Text, href: str) -> Html:
    """A link inside the product, in the same tab; `href` from `codes.href`."""
    return Html(f'<a class="lk" href="{escape(href)}" target="_self">{html(text)}</a>')


def image(uri: str, alt: str) -> Html:
    """A small picture, a data URI of `pictures`."""
    return Html(f'<img src="{escape(uri)}" alt="{escape(alt)}">')


def row_link(text: Text, href: str) -> Html:
    """A cell of a table whose rows open something: it looks like text."""
    return Html(f'<a class="row" href="{escape(href)}" target="_self">{html(text)}</a>')


def joined(*parts: Text, by: str = " ") -> Html:
    return Html(by.join(html(part) for part in parts))


def show(*parts: Text, width: str = "stretch") -> None:
    """Puts markup on the page."""
    st.html(f'<div class="sr">{"".join(html(part) for part in parts)}</div>', width=width)


def answer(sentence: Text, below: Text = "") -> None:
    """The page's answer, and under it the line that says what is partial and compared with what."""
    show(Html(f'<div class="answer">{html(sentence)}</div><div class="sub">{html(below)}</div>'))


def panel_title(title: Text, right: Text = "") -> None:
    """Title at the left; unit, key or link at the right."""
    show(Html(f'<div class="pt"><span>{html(title)}</span><span class="m">{html(right)}</span></div>'))


def heading(title: Text, right: Text = "") -> None:
    """The name of what a panel shows, larger than its titles; a link at the right."""
    show(Html(f'<div class="pt h"><span>{html(title)}</span><span class="m">{html(right)}</span></div>'))


@dataclass(frozen=True)
class Card:
    """One figure of the strip: label, value, a small word beside it, and lines below it (growth, bullet, sparkline)."""

    label: Text
    value: Text
    beside: Text = ""
    below: Sequence[Text] = ()
    is_optional: bool = False  # gone at 1280
    is_selected: bool = False
    href: str | None = None  # what a click on the card opens


def _card(card: Card) -> str:
    css = "card" + (" opt" if card.is_optional else "") + (" on" if card.is_selected else "")
    below = "".join(f'<div class="g">{html(line)}</div>' for line in card.below)
    value = f'<div class="v">{html(card.value)}<small>{html(card.beside)}</small></div>'
    content = f'<div class="l">{html(card.label)}</div>{value}{below}'
    if card.href is None:
        return f'<div class="{css}">{content}</div>'
    return f'<a class="{css}" href="{escape(card.href)}" target="_self">{content}</a>'


def cards(strip: Iterable[Card], *, wide_first: bool = False) -> None:
    """One strip of at most six figures; `wide_first` gives the first the width of a bullet."""
    css = "cards six" if wide_first else "cards"
    show(Html(f'<div class="{css}">{"".join(map(_card, strip))}</div>'))


def bullet(
    actual: Decimal, fill: str, *, landing: Decimal | None = None, base: Decimal | None = None, challenge: Decimal | None = None
) -> Html:
    """Bar of the actual with landing (dashed), base (solid tick) and challenge (dotted tick); all in one unit."""
    most = max(value for value in (actual, landing, base, challenge, Decimal(0)) if value is not None) * Decimal("1.05") or 1
    bar = max(actual, Decimal(0))

    def at(value: Decimal) -> str:
        return f"{max(value, Decimal(0)) / most * 100:.1f}%"

    parts = [f'<i style="width:{at(bar)};background:{fill}"></i>']
    if landing is not None and landing > bar:
        parts.append(f'<em style="left:{at(bar)};width:{at(landing - bar)}"></em>')
    if base is not None:
        parts.append(f'<u style="left:{at(base)}"></u>')
    if challenge is not None:
        parts.append(f'<u class="c" style="left:{at(challenge)}"></u>')
    return Html(f'<div class="bul">{"".join(parts)}</div>')


def key(marks: Iterable[tuple[str, Text]]) -> Html:
    """The key line of a picture: (fill, what it means)."""
    boxes = "".join(f'<span><i style="background:{fill}"></i>{html(text)}</span>' for fill, text in marks)
    return Html(f'<div class="key">{boxes}</div>')


def table(header: Sequence[Text], rows: Sequence[Sequence[Text]], *, right: Sequence[int] = (), total: Sequence[Text] = ()) -> None:
    """A table of at most eight fixed rows; columns numbered in `right` are right-aligned; `total` is the last line."""

    def line(cells: Sequence[Text], tag: str, css: str = "") -> str:
        aligned = (f"<{tag}{' class=r' * (place in right)}>{html(cell)}</{tag}>" for place, cell in enumerate(cells))
        return f"<tr{css}>{''.join(aligned)}</tr>"

    body = "".join(line(row, "td") for row in rows) + (line(total, "td", " class=tot") if total else "")
    show(Html(f'<table class="t">{line(header, "th")}{body}</table>'))


def lines(rows: Sequence[Sequence[Text]], css: str) -> None:
    """A few lines without a header: name, picture, figures; the stylesheet knows their columns by `css`."""
    body = "".join(f"<tr>{''.join(f'<td>{html(cell)}</td>' for cell in row)}</tr>" for row in rows)
    show(Html(f'<table class="t {css}">{body}</table>'))


def chip(text: Text, *, acts: bool = False, is_optional: bool = False) -> None:
    """A grey outline informs, a rust one asks to act; an optional one is gone at 1280."""
    css = "chip" + " w" * acts + " opt" * is_optional
    show(Html(f'<span class="{css}">{html(text)}</span>'), width="content")


def banner(text: Text) -> None:
    """One line at the right of the header."""
    with st.container(key="banner", width="content"):
        show(Html(f'<div class="banner">{html(text)}</div>'))


def error(sentence: str) -> None:
    """One bordered sentence where the result would be; data in it stay text."""
    st.error(as_markdown(sentence))


def as_markdown(text: str) -> str:
    """A text for what reads markdown, such as a drawer's title: every sign stays a sign."""
    return re.sub(r"([\\`*_{}\[\]()#+.!:$<>|~-])", r"\\\1", text)


def notice(text: Text) -> None:
    """An empty state: what is missing, why, what to do."""
    with st.container(border=True):
        show(Html(f'<div class="s m">{html(text)}</div>'))
