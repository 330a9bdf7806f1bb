"""Explain: probabilities, coloured words, methods; and a server without a classifier."""

from explorer import PageTest

TEXT = "document.querySelector('textarea')"
REVIEW = "스토리가 지루하고 최악이지만 음악은 최고"


class Explain(PageTest):
    def test_a_text_is_typed_and_explained(self):
        page = self.open("#explain")
        self.focus_by_tab(TEXT)
        page.type(REVIEW)
        page.click("document.querySelector('.view:not([hidden]) button.primary')")
        page.until("document.querySelectorAll('.classes li').length > 0")
        shares = [float(text.rstrip(" %")) for text in self.texts(".classes .score")]
        self.assertAlmostEqual(sum(shares), 100, delta=0.3)
        self.assertEqual(self.texts(".text"), [REVIEW])
        self.assertGreater(len(self.texts(".text .shaded")), 2)
        self.assertEqual(self.parameters(), {"text": [REVIEW]})

    def test_each_method_and_label(self):
        page = self.open(f"#explain?text={REVIEW}")
        page.until("document.querySelectorAll('.reasons li').length > 0")
        seen = {tuple(self.texts(".reasons .score"))}
        methods = [method["name"] for method in self.served.ask("/api/model")["methods"]]
        methods.remove("integrated-gradients")  # which was asked already
        for method in methods[:2]:
            before = self.texts(".reasons .score")
            page.evaluate(f"""(() => {{
              const select = document.querySelector('.view:not([hidden]) select');
              select.value = '{method}';
              select.dispatchEvent(new Event('change', {{bubbles: true}}));
            }})()""")
            page.until("JSON.stringify([...document.querySelectorAll('.reasons .score')]"
                       f".map(node => node.textContent)) !== JSON.stringify({before})")
            seen.add(tuple(self.texts(".reasons .score")))
            self.assertEqual(self.parameters()["method"], [method])
        self.assertEqual(len(seen), 3)
        page.evaluate("location.hash = location.hash + '&target=긍정'")
        page.until("document.querySelector('.view:not([hidden]) h3').textContent.includes('긍정')")

    def test_markup_in_a_text_is_text(self):
        page = self.open("#explain")
        self.focus_by_tab(TEXT)
        page.command("Input.insertText", text="<b>최악</b> <img src=x onerror=alert(1)>")
        page.click("document.querySelector('.view:not([hidden]) button.primary')")
        page.until("document.querySelector('.view:not([hidden]) p.text') !== null")
        self.assertIn("<b>최악</b>", self.texts("p.text")[0])
        self.assertEqual(page.evaluate("document.querySelectorAll('main b, main img').length"), 0)

    def test_a_server_without_a_classifier_says_how_to_get_one(self):
        self.open("#explain", server=self.plain_server)
        self.assertEqual(self.texts("h2"), ["이 서버에는 분류기가 없습니다"])
        self.assertEqual(self.texts("pre"), ["t2v serve -m model.h5 --cnn cnn.h5"])
