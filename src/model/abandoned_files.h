#pragma once

#include <filesystem>
#include <string>

// Files beside the one that is written, and how it is known whether anybody still needs them: who
// made one holds its lock (flock), which the system gives back however the process ends.

namespace t2v {

/// `.t2v-NAME.tmp`, a file on its way to its place. The name does not grow with that of the file it
/// is meant for, which may be as long as the system allows.
std::filesystem::path temporary_path(const std::filesystem::path& folder);

/// `.t2v-NAME.lock`, the file whose lock stands for the file `target`, see OutputLock.
std::filesystem::path lock_path(const std::filesystem::path& target);

enum class IfLocked { kGiveUp, kWait };

/// Takes the lock of an open file. @returns false where another has it; true also where the file
/// system knows no locks
bool lock_file(int descriptor, IfLocked if_locked);

/// Whether the open file is the one at `path`, and not one that stood there before.
bool is_file_at(int descriptor, const std::filesystem::path& path);

/// Removes the files of the two kinds in `folder` that belong to this user and whose makers were
/// killed. What cannot be removed is left.
void remove_abandoned_files(const std::filesystem::path& folder);

}  // namespace t2v
