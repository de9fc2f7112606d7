// What the checks read: files of the repository, as paths relative to its root.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** @param {string} file relative to the root */
export const read = (file) => readFileSync(join(root, file), 'utf8');

/**
 * Every file below some folders whose name matches.
 * @param {string[]} folders relative to the root; those that do not exist are empty
 * @param {RegExp} pattern tested against the path with forward slashes
 * @returns {string[]} sorted, relative to the root
 */
export function filesIn(folders, pattern) {
  const names = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => {
      const below = readdirSync(join(root, folder), { recursive: true }).map(String);
      return below.filter((name) => !name.includes('node_modules')).map((name) => join(folder, name));
    });
  const files = names.filter((name) => pattern.test(name.replaceAll('\\', '/')) && statSync(join(root, name)).isFile());
  return files.sort();
}

/** Tracked files and new ones that are not ignored. Without git: every source folder. */
export function repositoryFiles() {
  const git = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (git.status === 0) return git.stdout.split('\0').filter((file) => file && existsSync(join(root, file)));
  return filesIn(['apps', 'libs', 'config', 'migrations', 'scripts', 'test', 'docs'], /./);
}

/** The line number of an offset in a text, from 1. */
export const lineAt = (text, offset) => text.slice(0, offset).split('\n').length;

/**
 * Prints what a check found and sets the exit code; for checks that are run on their own.
 * @param {string} name
 * @param {string[]} problems
 */
export function report(name, problems) {
  for (const problem of problems) console.error(problem);
  console.log(problems.length ? `${name}: ${problems.length} problems` : `${name}: fine`);
  if (problems.length) process.exitCode = 1;
}

/** Whether a module was started as a command. */
export const isCommand = (url) => Boolean(process.argv[1]) && relative(fileURLToPath(url), process.argv[1]) === '';
