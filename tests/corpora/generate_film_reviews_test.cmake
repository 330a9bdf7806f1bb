# The committed film reviews are what the generator writes, with the lines and labels they should have.
# Run with -D PYTHON=... CORPORA=... OUTPUT=... (a folder of the test's own).
cmake_minimum_required(VERSION 3.25)

set(REVIEWS 30000)
set(COMMITTED ${CORPORA}/film-reviews)

if(NOT PYTHON)
  message("no Python 3.8 or later: skipped")
  return()
endif()

function(count_lines file result)
  file(READ ${file} text)
  string(REGEX MATCHALL "\n" line_ends "${text}")
  list(LENGTH line_ends count)
  set(${result} ${count} PARENT_SCOPE)
endfunction()

function(require_same file)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E compare_files ${OUTPUT}/${file} ${COMMITTED}/${file}
    RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${COMMITTED}/${file} is not what generate_film_reviews.py writes")
  endif()
endfunction()

file(REMOVE_RECURSE ${OUTPUT})
execute_process(
  COMMAND ${PYTHON} -B ${CORPORA}/generate_film_reviews.py --output ${OUTPUT}
  COMMAND_ERROR_IS_FATAL ANY)
require_same(corpus.txt)
require_same(labels.txt)
file(REMOVE_RECURSE ${OUTPUT})

foreach(file corpus.txt labels.txt)
  count_lines(${COMMITTED}/${file} count)
  if(NOT count EQUAL REVIEWS)
    message(FATAL_ERROR "${COMMITTED}/${file} has ${count} lines, expected ${REVIEWS}")
  endif()
  file(READ ${COMMITTED}/${file} text)
  if("\n${text}" MATCHES "\n[ \t]*\n")
    message(FATAL_ERROR "${COMMITTED}/${file} has an empty line")
  endif()
endforeach()

file(STRINGS ${COMMITTED}/labels.txt labels ENCODING UTF-8)
list(REMOVE_DUPLICATES labels)
list(SORT labels)
if(NOT labels STREQUAL "긍정;부정;중립")
  message(FATAL_ERROR "labels are ${labels}, expected 긍정;부정;중립")
endif()
