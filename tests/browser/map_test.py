"""The map: drawing, hovering, the lasso, keys, the layout that takes a while."""

from explorer import PageTest

CANVAS = "document.querySelector('canvas')"
HINT = "document.querySelector('.hint:not([hidden])')"
LIST = "document.querySelector('ul.words')"
LISTED = "ul.words [role=option] .name"

# Where the active word is drawn: the hint stands 12 pixels to the right of it and 14 below.
POINT = """(() => {
  const box = document.querySelector('.hint').getBoundingClientRect();
  const canvas = document.querySelector('canvas').getBoundingClientRect();
  return {hint: [box.left, box.top, box.bottom], canvas: [canvas.left, canvas.top, canvas.width,
          canvas.height]};
})()"""


class Map(PageTest):
    def open_map(self, address="#map"):
        page = self.open(address)
        page.until("document.querySelectorAll('ul.words [role=option]').length > 0 && "
                   "document.querySelector('.map').ariaBusy === 'false'")
        return page

    def go_to(self, key):
        """Goes to a word of the list by its keys."""
        self.page.evaluate(f"{LIST}.focus()")
        listed = self.texts(LISTED)
        self.page.press("Home")
        self.page.press("ArrowDown", times=listed.index(key))
        self.page.until(f"{HINT}?.textContent.startsWith('{key}')")

    def point_of_hint(self):
        """Where the word of the hint is drawn. Its hint must not be at the edge."""
        self.page.place_of(CANVAS)
        place = self.page.evaluate(POINT)
        left, top, _ = place["hint"]
        return left - 12, top - 14

    def place_in_map(self):
        """The same, from the upper left corner of the map."""
        x, y = self.point_of_hint()
        left, top, _, _ = self.page.evaluate(POINT)["canvas"]
        return x - left, y - top

    def test_it_shows_the_words_the_server_names(self):
        self.open_map()
        points = self.served.ask("/api/map", labels=["긍정", "부정", "중립"], n=300,
                                 layout="pca")["points"]
        self.assertEqual(sorted(self.texts(LISTED)), sorted(point["key"] for point in points))
        painted = self.page.evaluate(f"""(() => {{
          const canvas = {CANVAS};
          const {{data}} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
          return count;
        }})()""")
        self.assertGreater(painted, 2000)

    def middle_word(self):
        """A word that is drawn near the middle, with room for its hint on the right."""
        points = self.served.ask("/api/map", labels=["긍정", "부정", "중립"], n=300,
                                 layout="pca")["points"]
        low, high = [[edge(point[axis] for point in points) for axis in "xy"]
                     for edge in (min, max)]
        for point in points:
            shares = [(point[axis] - low[i]) / (high[i] - low[i]) for i, axis in enumerate("xy")]
            if all(0.25 < share < 0.5 for share in shares):
                return point["key"]
        self.fail("no word is in the middle")

    def test_hovering_tells_of_a_word(self):
        page = self.open_map()
        word = self.middle_word()
        self.go_to(word)
        x, y = self.point_of_hint()
        self.focus_by_tab(CANVAS)
        page.press("Escape")
        page.until("document.querySelector('.hint').hidden")
        self.point_of_hint()  # brings the map back into view
        page.mouse("mouseMoved", x, y)
        page.until(f"{HINT}?.textContent.startsWith('{word}')")
        left, top, _, _ = page.evaluate(POINT)["canvas"]
        page.mouse("mouseMoved", left + 3, top + 3)
        page.until("document.querySelector('.hint').hidden")

    def test_hints_are_within_the_map(self):
        self.open_map()
        points = self.served.ask("/api/map", labels=["긍정", "부정", "중립"], n=300,
                                 layout="pca")["points"]
        words = [point for point in points if point["type"] == "word"]
        for axis, edge in ("x", min), ("x", max), ("y", min), ("y", max):
            self.go_to(edge(words, key=lambda point: point[axis])["key"])
            hint, canvas = self.page.evaluate(
                "['.hint', 'canvas'].map(name => document.querySelector(name)"
                ".getBoundingClientRect())"
                ".map(box => [box.left, box.top, box.right, box.bottom])")
            inside = [hint[0] >= canvas[0], hint[1] >= canvas[1], hint[2] <= canvas[2],
                      hint[3] <= canvas[3]]
            self.assertEqual(inside, [True] * 4, (axis, hint, canvas))

    def test_a_lasso_lists_what_it_holds(self):
        page = self.open_map()
        word = self.middle_word()
        everything = self.texts(LISTED)
        self.go_to(word)
        x, y = self.point_of_hint()
        page.click("[...document.querySelectorAll('.tools button')]"
                   ".find(button => button.textContent === '올가미')")
        self.point_of_hint()
        page.drag([(x - 30, y - 30), (x + 30, y - 30), (x + 30, y + 30), (x - 30, y + 30)])
        page.until("document.querySelector('.map-list h3').textContent.startsWith('고른 말')")
        chosen = self.texts(LISTED)
        self.assertIn(word, chosen)
        self.assertLess(len(chosen), len(everything))
        page.click("[...document.querySelectorAll('.tools button')]"
                   ".find(button => button.textContent === '모두 보기')")
        self.wait_for_texts(LISTED, everything)

    def test_keys_do_what_the_mouse_does(self):
        page = self.open_map()
        everything = self.texts(LISTED)
        self.focus_by_tab(CANVAS)
        page.press("+", times=6)
        page.press("Enter")  # lists the words in view
        nearer = self.texts(LISTED)
        self.assertLess(len(nearer), len(everything))
        page.press("ArrowLeft", times=3)
        page.press("Enter")
        self.assertNotEqual(self.texts(LISTED), nearer)
        page.press("0")
        page.press("Escape")
        self.wait_for_texts(LISTED, everything)
        self.focus_by_tab(LIST)
        page.press("End")
        page.press("Enter")
        page.until("location.hash.startsWith('#words?q=')")
        self.assertEqual(self.parameters()["q"], [everything[-1]])

    def test_the_wheel_zooms_and_dragging_pans(self):
        page = self.open_map()
        self.go_to(self.middle_word())
        x, y = self.point_of_hint()
        page.command("Input.dispatchMouseEvent", type="mouseWheel", x=x - 40, y=y, deltaX=0,
                     deltaY=-400)
        self.page.until(f"({POINT}).hint[0] > {x + 12 + 20}")  # away from the pointer
        moved, height = self.point_of_hint()
        page.drag([(moved - shift, height) for shift in (0, 50, 100)])
        after, _ = self.point_of_hint()
        self.assertAlmostEqual(after - moved, -100, delta=2)

    def test_two_fingers_zoom_and_one_picks(self):
        page = self.open_map()
        page.command("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=2)
        word = self.middle_word()
        self.go_to(word)
        x, y = self.point_of_hint()
        far_right = x + 150

        def touch(kind, *places):
            page.command("Input.dispatchTouchEvent", type=kind, touchPoints=[
                {"x": place_x, "y": place_y, "id": i} for i, (place_x, place_y) in
                enumerate(places)])

        touch("touchStart", (far_right - 20, y), (far_right + 20, y))
        for apart in (30, 40):
            touch("touchMove", (far_right - apart, y), (far_right + apart, y))
        touch("touchEnd")
        page.until(f"({POINT}).hint[0] < {x + 12 - 100}")  # twice as far from between the fingers
        moved, height = self.point_of_hint()
        self.assertAlmostEqual(moved, far_right - 2 * 150, delta=12)
        self.assertAlmostEqual(height, y, delta=6)
        self.focus_by_tab(CANVAS)
        page.press("Escape")
        page.until("document.querySelector('.hint').hidden")
        self.page.place_of(CANVAS)
        touch("touchStart", (moved, height))
        touch("touchEnd")
        page.until(f"{HINT}?.textContent.startsWith('{word}')")

    def test_tsne_is_shown_when_it_is_ready(self):
        page = self.open_map()
        word = self.middle_word()
        self.go_to(word)
        before = self.place_in_map()
        page.click("document.querySelector('.view:not([hidden]) input[value=tsne]').parentNode")
        page.until("location.hash.includes('layout=tsne') && "
                   "document.querySelector('.map').ariaBusy === 'false' && "
                   "document.querySelector('.picture .waiting').hidden")
        self.assertEqual(self.texts(".notice"), [])
        self.go_to(word)
        self.assertNotEqual(self.place_in_map(), before)

    def test_labels_are_chosen(self):
        page = self.open_map()
        page.click("document.querySelector('.view:not([hidden]) input[value=중립]').parentNode")
        page.until("location.hash.includes('labels=') && "
                   "document.querySelector('.map').ariaBusy === 'false'")
        self.compare_with_labels(["긍정", "부정"])

    def compare_with_labels(self, labels):
        points = self.served.ask("/api/map", labels=labels, n=300, layout="pca")["points"]
        expected = sorted(point["key"] for point in points)
        self.page.until("JSON.stringify([...document.querySelectorAll("
                        f"'{LISTED}')].map(node => node.textContent).sort()) === "
                        f"JSON.stringify({expected}.sort())")

    def test_labels_of_a_kind_are_added_and_taken_away(self):
        page = self.open_map()
        self.focus_by_tab("document.querySelector('.view:not([hidden]) [role=combobox]')")
        page.type("film:du")
        self.choose("film:dull")
        self.compare_with_labels(["긍정", "부정", "중립", "film:dull"])
        page.click("document.querySelector('.view:not([hidden]) .question .chip')")
        self.compare_with_labels(["긍정", "부정", "중립"])
