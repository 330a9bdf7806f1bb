"""Words: completion, results, the slider, two labels side by side."""

from explorer import PageTest, keys

SEARCH = "document.querySelector('.view:not([hidden]) [role=combobox]')"
OPTIONS = "[role=listbox]:not([hidden]) > [role=option] .name"
ANSWERS = ".bars a.word"


class Words(PageTest):
    refused = ("q=스토라",)

    def test_a_word_is_completed_and_chosen_by_keys_alone(self):
        page = self.open()
        self.focus_by_tab(SEARCH)
        page.type("스토")
        expected = keys(self.served.ask("/api/complete", q="스토", n=8)["completions"])
        self.wait_for_texts(OPTIONS, expected)
        self.assertEqual(page.evaluate(f"{SEARCH}.getAttribute('aria-expanded')"), "true")
        page.press("ArrowDown")
        active = page.evaluate(
            f"document.getElementById({SEARCH}.getAttribute('aria-activedescendant'))"
            ".querySelector('.name').textContent")
        self.assertEqual(active, expected[0])
        page.press("Enter")
        self.wait_for_texts(ANSWERS, keys(self.served.ask("/api/neighbors", q=expected[0],
                                                          n=20)["results"]))
        self.assertEqual(self.parameters(), {"q": [expected[0]]})
        self.assertEqual(page.evaluate(f"{SEARCH}.getAttribute('aria-expanded')"), "false")

    def test_keys_while_a_syllable_is_composed_are_the_input_methods(self):
        page = self.open()
        self.focus_by_tab(SEARCH)
        page.command("Input.imeSetComposition", text="스토리", selectionStart=3, selectionEnd=3)
        page.until(f"{SEARCH}.getAttribute('aria-expanded') === 'true'")
        page.evaluate(f"{SEARCH}.dispatchEvent(new KeyboardEvent('keydown', "
                      "{key: 'Enter', isComposing: true, bubbles: true}))")
        self.assertEqual(self.parameters(), {})

    def test_escape_closes_the_list_then_empties_the_field(self):
        page = self.open()
        self.focus_by_tab(SEARCH)
        page.type("영화")
        page.until(f"{SEARCH}.getAttribute('aria-expanded') === 'true'")
        page.press("Escape")
        self.assertEqual(page.evaluate(f"{SEARCH}.getAttribute('aria-expanded')"), "false")
        self.assertEqual(page.evaluate(f"{SEARCH}.value"), "영화")
        page.press("Escape")
        self.assertEqual(page.evaluate(f"{SEARCH}.value"), "")

    def test_labels_are_completed_too(self):
        page = self.open()
        self.focus_by_tab(SEARCH)
        page.type("긍")
        self.choose("긍정")
        self.wait_for_texts(ANSWERS, keys(self.served.ask("/api/neighbors", q="label:긍정",
                                                          n=20)["results"]))

    def test_a_result_leads_on_and_the_back_button_back(self):
        page = self.open("#words?q=스토리")
        first = keys(self.served.ask("/api/neighbors", q="스토리", n=20)["results"])
        self.wait_for_texts(ANSWERS, first)
        page.click(f"document.querySelector('{ANSWERS}')")
        self.wait_for_texts(ANSWERS, keys(self.served.ask("/api/neighbors", q=first[0],
                                                          n=20)["results"]))
        page.evaluate("history.back()")
        self.wait_for_texts(ANSWERS, first)
        self.assertEqual(page.evaluate(f"{SEARCH}.value"), "스토리")

    def test_arrow_keys_go_through_the_answers(self):
        page = self.open("#words?q=스토리")
        answers = keys(self.served.ask("/api/neighbors", q="스토리", n=20)["results"])
        self.wait_for_texts(ANSWERS, answers)
        self.focus_by_tab(f"document.querySelector('{ANSWERS}')")
        page.press("ArrowDown", times=2)
        page.press("Enter")
        page.until("document.activeElement.textContent.includes('처럼 쓰이는 말')")
        self.assertEqual(self.parameters(), {"q": [answers[2]]})
        page.press("Tab")  # from the heading of the new answers to the first of them
        self.assertEqual(page.evaluate("document.activeElement.textContent"), keys(
            self.served.ask("/api/neighbors", q=answers[2], n=20)["results"])[0])

    def test_the_key_slash_leads_to_the_field(self):
        page = self.open("#words?q=스토리")
        page.press("/")
        self.assertTrue(page.evaluate(f"document.activeElement === {SEARCH}"))
        page.press("/")
        self.assertEqual(page.evaluate(f"{SEARCH}.value"), "/")

    def test_bars_are_as_long_as_scores_and_have_the_hue_of_the_label(self):
        page = self.open("#words?q=스토리&relation=contexts&label=부정")
        results = self.served.ask("/api/contexts", q="스토리", label="부정", weight=1, n=20)["results"]
        self.wait_for_texts(ANSWERS, keys(results))
        widths = page.evaluate("[...document.querySelectorAll('.bars .track i')]"
                               ".map(bar => parseFloat(bar.style.width))")
        for width, result in zip(widths, results):
            self.assertAlmostEqual(width, 100 * result["score"] / results[0]["score"], places=3)
        tags = self.texts(".bars .tag")
        for tag, result in zip(tags, results):
            label, lean = max(result["affinity"].items(), key=lambda item: item[1])
            self.assertEqual(tag, label if lean >= 0.1 else "", result)

    def test_the_slider_moves_the_answers(self):
        page = self.open("#words?q=스토리&label=부정")
        usual = self.served.ask("/api/model")["default_label_weight"]["neighbors"]
        first = keys(self.served.ask("/api/neighbors", q="스토리", label="부정", n=20)["results"])
        self.wait_for_texts(ANSWERS, first)
        pages = page.evaluate("history.length")
        self.focus_by_tab("document.querySelector('input[type=range]')")
        page.press("ArrowRight", times=12)
        weight = float(self.parameters()["weight"][0])
        self.assertAlmostEqual(weight, usual + 12 * 0.05)
        moved = keys(self.served.ask("/api/neighbors", q="스토리", label="부정", weight=weight,
                                     n=20)["results"])
        self.assertNotEqual(moved, first)
        self.wait_for_texts(ANSWERS, moved)
        self.assertEqual(page.evaluate("history.length"), pages)  # one step back, not twelve

    def test_the_slider_leaves_alone_what_is_being_typed(self):
        page = self.open("#words?q=스토리&label=부정")
        self.wait_for_texts(ANSWERS, keys(self.served.ask("/api/neighbors", q="스토리",
                                                          label="부정", n=20)["results"]))
        self.focus_by_tab(SEARCH)
        page.type("연기")
        self.focus_by_tab("document.querySelector('input[type=range]')")
        page.press("ArrowRight")
        page.until("location.hash.includes('weight=')")
        self.assertEqual(page.evaluate(f"{SEARCH}.value"), "연기")

    def test_two_labels_side_by_side(self):
        page = self.open("#words?q=스토리")
        page.click("[...document.querySelectorAll('.segments label')]"
                   ".find(label => label.textContent === '두 라벨 나란히')")
        page.until("document.querySelectorAll('.comparison tbody tr').length > 0")
        left, right = self.parameters()["compare"]
        self.assertEqual(self.texts(".comparison th"),
                         [f"{left}에서 말하는 스토리", f"{right}에서 말하는 스토리"])
        for side, label in ((1, left), (2, right)):
            expected = self.served.ask("/api/contexts", q="스토리", label=label, n=20)["results"]
            self.assertEqual(self.texts(f".comparison td:nth-child({side}) a.word"), keys(expected))

    def test_other_spellings_are_buttons(self):
        page = self.open("#words?q=스토라")
        page.until("document.querySelector('.notice:not([hidden]) button') !== null")
        chosen = self.texts(".notice button")[0]
        page.click("document.querySelector('.notice button')")
        self.wait_for_texts(ANSWERS, keys(self.served.ask("/api/neighbors", q=chosen,
                                                          n=20)["results"]))
        self.assertEqual(self.texts(".notice"), [])
        self.assertEqual(self.parameters(), {"q": [chosen]})

    def test_words_are_text_and_never_markup(self):
        self.refused = ("neighbors",)
        page = self.open("#words?q=" + "%3Cimg%20src%3Dx%3E")
        page.until("document.querySelector('.notice:not([hidden])') !== null")
        self.assertIn("<img", self.texts(".notice")[0])
        self.assertFalse(page.evaluate("document.querySelector('main img') !== null"))
