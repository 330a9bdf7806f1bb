"""An analogy as a sentence."""

from explorer import PageTest, keys

FIELDS = "document.querySelectorAll('.view:not([hidden]) [role=combobox]')"
ANSWERS = ".bars a.word"


class Analogy(PageTest):
    def answers(self, *terms, **parameters):
        return keys(self.served.ask("/api/analogy", q=terms, n=15, **parameters)["results"])

    def test_the_word_is_typed_and_the_answer_fills_the_sentence(self):
        page = self.open("#analogy?from=부정&to=긍정")
        self.focus_by_tab(f"{FIELDS}[0]")
        page.type("최악")
        page.until(f"{FIELDS}[0].getAttribute('aria-expanded') === 'true'")
        page.press("Enter")
        expected = self.answers("최악", "-부정", "+긍정")
        self.wait_for_texts(ANSWERS, expected)
        self.assertEqual(expected[0], "최고")  # as the bundled reviews have it
        self.assertEqual(self.texts(".unknown"), ["최고"])

    def test_labels_are_completed_and_swapped(self):
        page = self.open("#analogy?word=최고&from=긍정&to=부정")
        self.wait_for_texts(ANSWERS, self.answers("최고", "-긍정", "+부정"))
        page.evaluate(f"{FIELDS}[2].focus(), {FIELDS}[2].select()")
        page.type("중")
        self.choose("중립")
        self.wait_for_texts(ANSWERS, self.answers("최고", "-긍정", "+중립"))
        page.click("[...document.querySelectorAll('.view:not([hidden]) button')]"
                   ".find(button => button.textContent === '라벨 맞바꾸기')")
        self.wait_for_texts(ANSWERS, self.answers("최고", "-중립", "+긍정"))

    def test_other_calculations(self):
        page = self.open("#analogy?word=최악&from=부정&to=긍정")
        for mode in ("add", "mul"):
            page.click("document.querySelector("
                       f"'.view:not([hidden]) input[value={mode}]').parentNode")
            self.wait_for_texts(ANSWERS, self.answers("최악", "-부정", "+긍정", mode=mode))
            self.assertEqual(self.parameters()["mode"], [mode])
