#pragma once
// The style and the script of the HTML page (squeezed: html_squeeze.h), and their hashes as the
// Content-Security-Policy of the page names them. A test computes the hashes anew: after a change
// of a byte of either, run tests/outputs_test.py, which says what to write here.
#include <string_view>

#include "html_squeeze.h"

namespace newsline::write {

inline constexpr std::string_view html_style_hash =
    "sha256-fbWyjhN6awFCE27hF5lwzjMyJ1mwvqWW2cfDu6TqGE0=";
inline constexpr std::string_view html_script_hash =
    "sha256-TH7TjWcABSEJi8RS/9EqiWxGzzLwc7bWbGlveiri0io=";

inline constexpr auto squeezed_style = squeezed(R"css(
:root { color-scheme: light dark; --bg: #fdfcfa; --panel: #f4f1ec; --ink: #1c1b1a; --soft: #57534d; --rule: #d8d2c8; --edge: #837c72;
  --link: #0b5680; --bar: #2f6f9f; --plan: #7a4e00; --proj: #5f4196; --neg: #a1242a; --mark: #fbe9a8;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, "Noto Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif }
@media screen and (prefers-color-scheme: dark) {
  :root { --bg: #15171a; --panel: #1e2125; --ink: #e9e6e1; --soft: #aeaaa3; --rule: #373b41; --edge: #83888f;
    --link: #8ccbf7; --bar: #5b9fd0; --plan: #e6ba66; --proj: #c6abf2; --neg: #f39a94; --mark: #5a4a10 }
}

/* What several things have in common. */
*, ::before, ::after { box-sizing: border-box }
[hidden] { display: none!important }
.key, .years ol, .ev { list-style: none; margin: 0; padding: 0 }
.key, .years ol, fieldset, .line { display: flex; flex-wrap: wrap }
.sub, .key, small, h3, .same>p, .w, summary, details>p, dd, footer { color: var(--soft) }
.years ol, .found, .w, details, .two, table, .srcs { font-size: .9375rem }
.key, footer { font-size: .875rem }
.years ol, li>p, td.n { font-variant-numeric: tabular-nums }
.w, blockquote, .srcs li, th { unicode-bidi: plaintext }
input, .chip { border: 1px solid var(--edge); background: var(--bg); color: inherit; font: inherit }

html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem }
body { margin: 0; background: var(--bg); color: var(--ink); font: 1rem/1.5 var(--sans); overflow-wrap: anywhere }
body>* { max-width: 60rem; margin-inline: auto; padding-inline: 1.25rem }
a { color: var(--link); text-underline-offset: .15em }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px }
main:focus { outline: 0 }
.skip { position: absolute; left: -99rem }
.skip:focus { left: 1rem; top: .5rem; z-index: 2; padding: .3rem .6rem; background: var(--bg) }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }

/* Above the events. */
header { padding-top: 1.6rem }
h1 { margin: 0 0 .5rem; font: 700 clamp(1.45rem, 1.1rem + 1.6vw, 2.1rem)/1.2 var(--serif); text-wrap: balance }
.sub { margin: 0 0 .25rem }
svg { display: block; width: 100%; margin: 1.3rem 0 .2rem; overflow: visible; font: .75rem var(--sans) }
text { fill: var(--soft) }
line { stroke: var(--edge) }
.b { fill: var(--bar) }
.f { fill: var(--bg); stroke: var(--bar); stroke-width: 1.5 }
.n { fill: var(--neg) }
.hit { fill: transparent }
a:hover .hit { fill: var(--ink); fill-opacity: .08 }
.r { stroke: var(--bar); stroke-width: 4; stroke-linecap: round }
.rf { stroke-dasharray: 1 7 }
.rn { stroke: var(--neg) }
.now { stroke: var(--soft); stroke-dasharray: 3 3 }
.key { gap: .2rem 1.2rem; margin-top: .7rem }
.years { margin-top: .6rem }
.years ol { gap: .1rem .9rem }
.years a { display: inline-block; padding: .15rem 0 }
search { display: block }
form { display: grid; gap: .55rem; margin: 1.1rem -1.25rem 0; padding: .8rem 1.25rem; background: var(--panel); border-radius: .5rem }
fieldset { gap: .4rem; min-width: 0; margin: 0; padding: .15rem 0; border: 0 }
.line { align-items: center; gap: .5rem .9rem }
input { flex: 1 1 16rem; min-width: 0; max-width: 26rem; padding: .35rem .7rem; border-radius: .4rem }
input::placeholder { color: var(--soft); opacity: 1 }
.chip { min-height: 1.9rem; padding: .25rem .7rem; border-radius: 1rem; font-size: .875rem; line-height: 1.3; white-space: nowrap; cursor: pointer }
.chip[aria-pressed=true] { background: var(--ink); color: var(--bg); border-color: var(--ink) }
.chip small { color: inherit; font-size: .8125rem }
.found { display: flex; align-items: center; gap: .8rem; min-height: 1.9rem; margin: 0 }

/* The events. Certainty is shown by shape, word and color: a filled disc, a ring, a dashed square, a cross. */
/* The shapes are borders and text, not backgrounds, since browsers print without backgrounds. */
h2 { margin: 2.4rem 0 .2rem; padding-top: .5rem; border-top: 3px solid var(--ink); font: 700 1.5rem/1.2 var(--serif) }
h3 { margin: 1.5rem 0 0; font: 600 1.0625rem/1.3 var(--sans) }
.part { content-visibility: auto; contain-intrinsic-size: auto 60rem }
.ev>li { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr); padding: .7rem 0 .6rem; border-bottom: 1px solid var(--rule) }
li:target { background: var(--panel); box-shadow: -.5rem 0 0 var(--panel), .5rem 0 0 var(--panel) }
li>p { margin: 0; padding-right: .8rem; font-weight: 600; line-height: 1.4; overflow-wrap: break-word }
li>p small { display: block; font-size: .8125rem; font-weight: 400 }
.same>p { font-weight: 400 }
li>div { position: relative; padding-left: 1.5rem }
li>div::before, .key li::before { content: ""; width: .8rem; height: .8rem; border: .4rem solid var(--bar); border-radius: 50%; background: var(--bar) }
li>div::before { position: absolute; left: 0; top: .36rem }
.key li::before { display: inline-block; margin: 0 .4rem -.06rem 0 }
.p>div::before, .key .p::before { background: none; border: 2px solid var(--plan) }
.j>div::before, .key .j::before { background: none; border: 2px dashed var(--proj); border-radius: 0 }
.n>div::before, .key .n::before { background: none; content: "\2715"; border: 0; color: var(--neg); font: 700 1rem/.8 var(--sans) }
li>div>p:first-child { margin: 0; font: 400 1.0625rem/1.4 var(--serif) }
.m>div>p:first-child { font-weight: 700 }
em { margin-left: .45rem; font: normal 600 .8125rem/1.4 var(--sans); white-space: nowrap }
.p em { color: var(--plan) }
.j em { color: var(--proj) }
.n em { color: var(--neg) }
.w { margin: .1rem 0 0 }
details { margin: .2rem 0 0 }
summary { width: fit-content; padding: .1rem 0; cursor: pointer }
summary:hover { color: var(--ink) }
blockquote { margin: .5rem 0 .4rem; padding: .1rem 0 .1rem .9rem; border-inline-start: 3px solid var(--edge); font: 1rem/1.5 var(--serif) }
mark { padding: 0 .1em; background: var(--mark); color: inherit }
details>p { margin: .1rem 0 .3rem }
.two { margin: .5rem 0 .2rem; padding: .5rem .8rem .6rem; border: 1px solid var(--edge); border-left: 4px solid var(--neg); border-radius: .3rem }
.two p { margin: 0; font-weight: 600 }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: .5rem 1.4rem; margin: .3rem 0 0 }
dt { font-weight: 600 }
dd { margin: 0 }

/* Who, sources, the foot of the page. */
table { width: 100%; margin-top: .6rem; border-collapse: collapse }
th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; overflow-wrap: break-word }
th small { font-weight: 400 }
td.n { white-space: nowrap }
.srcs { padding-left: 2.2rem }
.srcs li { margin: .45rem 0; padding-left: .2rem }
footer { margin-top: 2.5rem; padding-block: 1rem 2.5rem }

@media (forced-colors: active) {
  .b, svg .n { fill: CanvasText }
  .f, .r { stroke: CanvasText }
  .chip[aria-pressed=true] { forced-color-adjust: none; background: Highlight; color: HighlightText }
}
@media screen and (max-width: 43rem) {
  body>* { padding-inline: 1rem }
  form { margin-inline: -1rem; padding-inline: 1rem; border-radius: 0 }
  fieldset { flex-wrap: nowrap; overflow-x: auto; margin-inline: -1rem; padding-inline: 1rem }
  .ev>li { display: block; position: relative }
  li>p { padding-left: 1.5rem }
  li>p small { display: inline; margin-left: .4em }
  li>div { position: static }
  li>div::before { top: 1.05rem }
  svg .m { display: none }
  .years ol { gap: 0 .8rem }
  td:nth-child(2), th:nth-child(2) { display: none }
}
@page { margin: 17mm 16mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #57534d } }
@media print {
  body { background: #fff; font-size: 10pt; line-height: 1.4 }
  body>* { max-width: none; padding-inline: 0 }
  header { padding-top: 0 }
  h1 { font-size: 18pt }
  search, .years, .skip, summary { display: none }
  .part { content-visibility: visible }
  h2 { margin-top: 6mm; border-top-width: 1pt; font-size: 14pt }
  h2, h3 { break-after: avoid }
  .ev>li { grid-template-columns: 36mm minmax(0, 1fr); padding: 1.4mm 0 }
  .ev>li, .srcs li, tr { break-inside: avoid }
  li>div>p:first-child { font-size: 10.5pt }
  .w, details, blockquote, table, .srcs, .two { font-size: 9pt }
  details { margin: 0 }
  details::details-content { display: block; content-visibility: visible }
  blockquote { margin: 1mm 0; padding-block: 0; border-inline-start-width: 1.5pt }
  a { color: inherit; text-decoration: none }
  svg, mark { -webkit-print-color-adjust: exact; print-color-adjust: exact }
  .srcs a[href^="http"]::after { content: " <" attr(href) ">" }
}
)css",
                                                css_punctuation);
inline constexpr std::string_view html_style = squeezed_style.text();

// Filters what stands on the page. Nothing is stored, fetched or computed that the page does not
// show.
inline constexpr auto squeezed_script = squeezed(R"js(
(() => {
  const all = selector => [...document.querySelectorAll(selector)], [form] = all('form');
  if (!form) return;
  const [box] = all('#q'), [output] = all('output'), [reset] = all('[type=reset]');
  const plain = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const number = n => n.toLocaleString(document.documentElement.lang);
  const events = all('.ev>li').map(li => ({
    li,
    kind: /\b[pjn]\b/.exec(li.className)?.[0] || 'a',
    main: /\bm\b/.test(li.className),
    people: (li.dataset.e || '').split(' '),
  }));
  const pressed = key => all(`[data-${key}][aria-pressed=true]`).map(chip => chip.dataset[key]);
  const empty = element => !element.querySelector('.ev>li:not([hidden])');

  const filter = () => {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    const kinds = pressed('c'), people = pressed('e'), main = pressed('m').length;
    let found = 0;
    for (const event of events) {
      const shown = (!main || event.main) && (!kinds.length || kinds.includes(event.kind)) &&
        people.every(p => event.people.includes(p)) &&
        words.every(word => (event.text ??= plain(event.li.textContent)).includes(word));
      event.li.hidden = !shown;
      found += shown;
    }
    for (const list of all('.ev')) {
      const above = list.previousElementSibling;
      list.hidden = empty(list);
      if (above.tagName === 'H3') above.hidden = list.hidden;
    }
    for (const part of all('.part')) part.hidden = empty(part);
    reset.hidden = !words.length && !kinds.length && !people.length && !main;
    output.value = output.dataset.t.replace('{n}', number(found)).replace('{m}', number(events.length));
  };

  let wait, opened;
  box.oninput = () => {
    clearTimeout(wait);
    wait = setTimeout(filter, 120);
  };
  form.onclick = event => {
    const chip = event.target.closest('.chip');
    if (!chip || chip === reset) return;
    if (chip.matches('.more')) {
      for (const other of chip.parentElement.children) other.hidden = false;
      chip.previousElementSibling.focus();
      chip.remove();
      return;
    }
    chip.setAttribute('aria-pressed', chip.getAttribute('aria-pressed') !== 'true');
    filter();
  };
  form.onsubmit = () => false;
  form.onreset = () => {
    for (const chip of all('[aria-pressed=true]')) chip.setAttribute('aria-pressed', false);
    setTimeout(filter);
  };

  // For browsers that do not open them by the style.
  onbeforeprint = () => {
    for (const element of opened = all('details:not([open])')) element.open = true;
  };
  onafterprint = () => {
    for (const element of opened) element.open = false;
  };
  onhashchange = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest('[hidden]')) return;
    form.reset();
    setTimeout(() => target.scrollIntoView());
  };
  form.hidden = false;
  filter();
})();
)js",
                                                 js_punctuation);
inline constexpr std::string_view html_script = squeezed_script.text();

}  // namespace newsline::write
