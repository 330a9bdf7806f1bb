"""Suspects: documents whose label is probably wrong."""

from explorer import PageTest, SUSPECTED


class Suspects(PageTest):
    def test_they_are_shown_when_they_are_ready(self):
        page = self.open("#suspects")
        page.until("document.querySelectorAll('.suspects li').length > 0")
        self.assertTrue(self.texts(".picture .waiting, .waiting") == [])
        answer = self.served.ask("/api/suspects", n=20)["results"]
        self.assertEqual(self.texts(".suspects .text"), [row["text"] for row in answer])
        for row in answer:
            self.assertTrue(1 <= row["line"] <= SUSPECTED, row)

    def test_a_server_without_a_corpus_has_no_such_view(self):
        self.open(server=self.plain_server)
        self.assertNotIn("의심", self.page.evaluate("document.querySelector('nav').innerText"))
