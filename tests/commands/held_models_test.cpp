#include "held_models.h"

#include <gtest/gtest.h>

#include <string>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"
#include "text/error.h"

namespace t2v::testing {
namespace {

class HeldModelsTest : public ::testing::Test {
 protected:
  HeldModelsTest() { EXPECT_EQ(train_film_model(folder_).exit_code, 0); }

  std::string path(const std::string& name = "t2v.h5") const { return folder_.path() + "/" + name; }
  std::string copy(const std::string& name) const {
    folder_.write(name, folder_.read("t2v.h5"));
    return path(name);
  }

  WorkFolder folder_;
};

TEST_F(HeldModelsTest, AreOpenedOnce) {
  const HeldModels held;
  EXPECT_EQ(opened_model(path()), opened_model(path()));
  const auto loaded = loaded_model(path(), DocumentVectors::kLeave);
  EXPECT_EQ(loaded_model(path(), DocumentVectors::kLeave), loaded);
  // One without vectors of documents does not do for who wants them.
  const auto with_documents = loaded_model(path(), DocumentVectors::kLoad);
  EXPECT_NE(with_documents, loaded);
  EXPECT_EQ(loaded_model(path(), DocumentVectors::kLeave), with_documents);
}

TEST_F(HeldModelsTest, AreOpenedAnewWithoutAHolder) {
  EXPECT_NE(opened_model(path()), opened_model(path()));
  { const HeldModels held; }
  EXPECT_NE(loaded_model(path(), DocumentVectors::kLeave),
            loaded_model(path(), DocumentVectors::kLeave));
}

TEST_F(HeldModelsTest, AreOpenedAnewWhenTheirFileIsAnother) {
  const HeldModels held;
  const auto first = opened_model(path());
  ASSERT_EQ(folder_.run({"train", "corpus.txt", "--dim", "8", "--quiet"}).exit_code, 0);
  const auto second = opened_model(path());
  EXPECT_EQ(first->view().word_input.dim(), 24U);
  EXPECT_EQ(second->view().word_input.dim(), 8U);
}

TEST_F(HeldModelsTest, AreThoseUsedLast) {
  const HeldModels held;
  ASSERT_EQ(HeldModels::kMostHeld, 3U);
  const auto a = opened_model(copy("a.h5"));
  const auto b = opened_model(copy("b.h5"));
  const auto c = opened_model(copy("c.h5"));
  EXPECT_EQ(opened_model(path("a.h5")), a);
  const auto d = opened_model(copy("d.h5"));  // instead of b
  EXPECT_EQ(opened_model(path("a.h5")), a);
  EXPECT_EQ(opened_model(path("c.h5")), c);
  EXPECT_EQ(opened_model(path("d.h5")), d);
  EXPECT_NE(opened_model(path("b.h5")), b);
}

TEST_F(HeldModelsTest, AreNoneWithoutAFile) {
  const HeldModels held;
  EXPECT_THROW(opened_model(path("absent.h5")), Error);
  EXPECT_THROW(loaded_model(path("corpus.txt"), DocumentVectors::kLeave), Error);
  EXPECT_EQ(opened_model(path()), opened_model(path()));
}

}  // namespace
}  // namespace t2v::testing
