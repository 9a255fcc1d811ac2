"""What a browser is asked about the page that is open. Each question answers with a list of faults, in words."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe().axe_script
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Dark and light differ in colours alone.
COLOURS = {"type": "rule", "values": ["color-contrast"]}
DESK, ENLARGED, PHONE = ({"width": width, "height": 900} for width in (1280, 640, 390))

#: Open what is folded away, menus apart: they would lie over the rest.
UNFOLD = """() => {
    document.querySelectorAll('main details:not(.menu)').forEach(fold => { fold.open = true; });
    scrollTo(0, 0);
}"""

WIDER = """() => {
    const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wider <= 0) return [];
    const edge = document.documentElement.clientWidth, rtl = document.documentElement.dir === 'rtl';
    const kept = one => {
        for (let around = one.parentElement; around; around = around.parentElement)
            if (getComputedStyle(around).overflowX !== 'visible') return true;
        return false;
    };
    const out = [...document.querySelectorAll('body *')].filter(one => {
        const box = one.getBoundingClientRect();
        return box.width && (rtl ? box.left < -1 : box.right > edge + 1) && !kept(one);
    });
    const outermost = out.slice(-3).map(one => one.outerHTML.slice(0, 90));
    return [`${wider} px wider than ${innerWidth}: ${outermost.join(' … ')}`];
}"""

#: Text that is cut off, unless it ends in dots and is said in full elsewhere.
CLIPPED = """() => [...document.querySelectorAll('body *')].filter(one => {
    const style = getComputedStyle(one), small = one.clientWidth <= 1 || one.clientHeight <= 1;
    const hides = ['hidden', 'clip'].includes(style.overflowX), said = one.title || one.getAttribute('aria-label');
    const dots = style.textOverflow === 'ellipsis' && (said || one.closest('a, button, summary'));
    return hides && !small && !dots && one.innerText && one.scrollWidth > one.clientWidth + 1;
}).map(one => `cut off: ${one.outerHTML.slice(0, 140)}`)"""

#: Every text by two fifths longer, as other languages say it: grown at its last word, so that words grow too.
LENGTHEN = """() => {
    const left = new Set(['SCRIPT', 'STYLE', 'TEXTAREA', 'TITLE']);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
        const words = text.data.trim(), parent = text.parentElement;
        if (!/\\p{L}{2}/u.test(words) || left.has(parent.tagName) || parent.closest('svg')) continue;
        text.data = text.data.trimEnd() + words.slice(0, Math.ceil(words.length * 0.4)) + ' ';
    }
}"""

PRESENT = """() => {
    const faults = [], shown = one => one.checkVisibility() && one.getBoundingClientRect().width > 0;
    const main = document.querySelector('main'), heads = [...document.querySelectorAll('h1')];
    if (heads.length !== 1 || !heads[0].innerText.trim()) faults.push(`${heads.length} h1`);
    if (!/^[^·]*\\p{L}/u.test(document.title)) faults.push(`title “${document.title}”`);
    if (!main || main.innerText.trim().length < 20) faults.push('next to nothing in main');
    // Whoever is outside goes back to the login.
    const login = document.body.dataset.login;
    const back = `.back, nav [aria-current], .entrance-more a, main a[href^="${login}"]`;
    if (location.pathname !== login && ![...document.querySelectorAll(back)].some(shown)) faults.push('no way back');
    for (const list of document.querySelectorAll('main :is(tbody, ul, ol, dl, select)'))
        if (!list.children.length && shown(list)) faults.push(`empty: ${list.outerHTML.slice(0, 140)}`);
    for (const panel of document.querySelectorAll('main .panel'))
        if (shown(panel) && !panel.innerText.trim() && !panel.querySelector('input, svg')) faults.push('empty panel');
    return faults;
}"""

#: Every static file the page has, from the browser's cache or not.
STATIC = "() => [...new Set(performance.getEntriesByType('resource').map(one => one.name))]"


def axe(page, rules):
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
    for fault in found["violations"]:
        yield f"{fault['help']}: {[node['html'][:160] for node in fault['nodes']]}"


def narrow(page, *sizes):
    for size in sizes:
        page.set_viewport_size(size)
        yield from page.evaluate(WIDER)
        yield from page.evaluate(CLIPPED)


def in_every_look(page):
    """Light at a desk, dark on a phone."""
    for scheme, size in (("light", DESK), ("dark", PHONE)):
        page.emulate_media(color_scheme=scheme)
        yield from narrow(page, size)
        yield from axe(page, WCAG)
