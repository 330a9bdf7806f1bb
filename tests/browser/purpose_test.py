"""Purpose-driven search: complaints, praise, and who is praised for the counterpart."""

from explorer import PageTest, keys

FIELD = "document.querySelector('.view:not([hidden]) [role=combobox]')"
COMPLAINTS = ".talk > :first-child .chip"
PRAISES = ".talk > :last-child .chip"
ANSWERS = ".bars a.word"


class Purpose(PageTest):
    def open_film(self):
        """Picks the film whose reviews say 지루 by keys alone."""
        page = self.open("#purpose?from=부정&to=긍정")
        self.focus_by_tab(FIELD)
        page.type("du")
        self.choose("film:dull")
        page.until("document.querySelectorAll('.talk .chip').length > 0")
        self.assertEqual(self.parameters()["label"], ["film:dull"])
        return page

    def test_complaints_and_praise_are_chips(self):
        self.open_film()
        answer = self.served.ask("/api/praise", label="film:dull", **{"from": "부정", "to": "긍정"},
                                 n=20)
        self.assertEqual(self.texts(COMPLAINTS), keys(answer["complaints"]))
        self.assertEqual(self.texts(PRAISES), keys(answer["praises"]))
        self.assertIn("지루", self.texts(COMPLAINTS))

    def test_a_complaint_leads_to_who_is_praised_for_its_counterpart(self):
        page = self.open_film()
        page.click(f"[...document.querySelectorAll('{COMPLAINTS}')]"
                   ".find(chip => chip.textContent === '지루')")
        page.until(f"document.querySelectorAll('.view:not([hidden]) {ANSWERS}').length > 0")
        self.assertEqual(self.texts(ANSWERS)[0], "thrilling")
        self.assertIn("흥미진진", self.texts(".bridge .chip"))
        self.assertEqual(self.texts(".chip[aria-pressed=true]"), ["지루"])
        page.click(f"document.querySelector('.view:not([hidden]) {ANSWERS}')")
        page.until(f"{FIELD}.value === 'thrilling'")
        page.evaluate("history.back()")
        page.until("document.querySelector('.chip[aria-pressed=true]')?.textContent === '지루'")

    def test_praise_leads_to_others_with_the_same(self):
        page = self.open_film()
        word = self.texts(PRAISES)[0]
        page.click(f"document.querySelector('{PRAISES}')")
        expected = self.served.ask("/api/labels", q=[f"word:{word}", "+긍정"], kind="film",
                                   n=15)["results"]
        self.wait_for_texts(ANSWERS, [key.removeprefix("film:") for key in keys(expected)
                                      if key != "film:dull"])

    def test_a_model_without_kinds_says_what_it_needs(self):
        self.open("#purpose", server=self.plain_server)
        self.assertEqual(self.texts("h2"), ["이 모델에는 종류가 있는 라벨이 없습니다"])
