"""What all views share: language, theme, links, widths, contrast, a server that is gone."""

import itertools
import os
import pathlib
import tempfile

from explorer import PageTest, Server

VIEWS = {
    "words": "#words?q=스토리&label=부정",
    "two-labels": "#words?q=스토리&compare=부정&compare=긍정",
    "analogy": "#analogy?word=최악&from=부정&to=긍정",
    "map": "#map",
    "explain": "#explain?text=스토리가 지루하고 최악이지만 음악은 최고",
    "purpose": "#purpose?label=film:dull&from=부정&to=긍정&word=지루",
    "suspects": "#suspects",
}
SHOWN = {"words": ".bars a", "two-labels": ".comparison a", "analogy": ".bars a",
         "map": ".words li", "explain": ".reasons li", "purpose": ".bars a", "suspects": "ol li"}


def settled(name):
    """Whether a view has got its answers."""
    return (f"document.querySelector('.view:not([hidden]) {SHOWN[name]}') !== null && "
            "document.querySelector('.view:not([hidden]) [aria-busy=true]') === null")



# Texts whose contrast is below what WCAG 2.1 asks for at level AA: 4.5, or 3 for large letters.
# Colours are read by painting them, whatever way of writing them the browser has.
FAINT = """(() => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  const painted = colours => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = colour => colour.map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const faint = [];
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
    if (!own || !node.checkVisibility() || node.closest(':has(> input:disabled)')) continue;
    const behind = [];
    for (let at = node; at !== null; at = at.parentElement) {
      behind.unshift(getComputedStyle(at).backgroundColor);
    }
    const style = getComputedStyle(node);
    const [back, ink] = [painted(behind), painted([...behind, style.color])].map(luminance);
    const contrast = (Math.max(back, ink) + 0.05) / (Math.min(back, ink) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 ||
      (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (contrast < (large ? 3 : 4.5)) {
      faint.push(`${node.textContent.trim().slice(0, 30)}: ${contrast.toFixed(2)}`);
    }
  }
  return faint;
})()"""


class Frame(PageTest):
    refused = ("ERR_CONNECTION_REFUSED",)

    def test_every_view_fits_every_width_and_can_be_read_in_both_themes(self):
        pictures = os.environ.get("T2V_PICTURES")
        for width, dark in itertools.product((1280, 390), (False, True)):
            page = self.open(width=width, dark=dark)
            for name, address in VIEWS.items():
                with self.subTest(view=name, width=width, dark=dark):
                    self.go(address)
                    page.until(settled(name))
                    self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"),
                                         width)
                    self.assertEqual(page.evaluate(FAINT), [])
                    if pictures:
                        theme = "dark" if dark else "light"
                        page.picture(pathlib.Path(pictures) / f"{name}-{width}-{theme}.png")

    def test_everything_operable_has_a_name(self):
        page = self.open()
        for name, address in VIEWS.items():
            with self.subTest(view=name):
                self.go(address)
                page.until(settled(name))
                nodes = page.command("Accessibility.getFullAXTree")["nodes"]
                operable = [node for node in nodes if not node.get("ignored")
                            and node.get("role", {}).get("value") in
                            ("button", "link", "combobox", "textbox", "slider", "radio", "checkbox",
                             "listbox", "application", "progressbar")]
                self.assertGreater(len(operable), 8)
                self.assertEqual([node["role"]["value"] for node in operable
                                  if not node.get("name", {}).get("value")], [])

    def test_the_language_is_the_browsers_until_one_is_chosen(self):
        page = self.open("#words?q=스토리", language="en-GB")
        self.assertEqual(page.evaluate("document.documentElement.lang"), "en")
        page.until("document.querySelector('.answers h2').textContent === 'Words used like 스토리'")
        page.click("document.querySelector('#language')")
        self.assertEqual(page.evaluate("document.documentElement.lang"), "ko")
        self.assertEqual(self.texts(".answers h2"), ["‘스토리’처럼 쓰이는 말"])
        self.reload()
        page.until("document.querySelector('.answers h2')?.textContent === '‘스토리’처럼 쓰이는 말'")

    def test_both_languages_have_all_texts(self):
        page = self.open()
        names = page.evaluate(
            "Promise.all(['english', 'korean'].map(name => import(`/page/text_${name}.js`)"
            ".then(module => Object.keys(module[name]).sort())))")
        self.assertEqual(names[0], names[1])

    def test_the_theme_is_the_systems_until_one_is_chosen(self):
        colour = "getComputedStyle(document.body).backgroundColor"
        light = self.open().evaluate(colour)
        page = self.open(dark=True)
        dark = page.evaluate(colour)
        self.assertNotEqual(light, dark)
        page.click("document.querySelector('#theme')")
        self.assertEqual(page.evaluate(colour), light)
        self.reload()
        self.assertEqual(page.evaluate(colour), light)

    def test_a_view_is_left_and_found_again_as_it_was(self):
        page = self.open("#analogy?word=최악&from=부정&to=긍정")
        page.click("document.querySelector('nav a')")
        page.until("location.hash === '#words'")
        page.click("document.querySelectorAll('nav a')[1]")
        page.until("location.hash.startsWith('#analogy?')")
        self.assertEqual(self.parameters()["word"], ["최악"])

    def test_a_server_that_is_gone_is_told_of(self):
        with tempfile.TemporaryDirectory() as folder:
            server = Server(folder, "-m", self.model_folder / "t2v.h5")
            page = self.open(server=server)
            server.close()
        self.go("#words?q=스토리")
        page.until("document.querySelector('.view:not([hidden]) .notice:not([hidden])') !== null")
        self.assertIn("t2v serve", self.texts(".notice")[0])
