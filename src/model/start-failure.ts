/** What Node says when a file of the program is not there, or may not be read. */
const missing = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ENOENT', 'EACCES'];
/** What it says when no more files may be opened (open(2)). */
const tooMany = ['EMFILE', 'ENFILE'];

/** One line on why the program could not start, with what to do where that is known; without the end of the line. */
export function startFailure(error: unknown): string {
  const { code = '', message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  const file = cutOff(error);
  const said = `ses-doctor: cannot start: ${file === null ? '' : `Cannot load '${file}': `}${message.split('\n', 1)[0] ?? ''}`;
  if (tooMany.includes(code) || /too many open files/i.test(message))
    return `${said} (raise the limit of open files: ulimit -n)`;
  return missing.includes(code) || file !== null
    ? `${said} (the installation is damaged: install ses-doctor again)`
    : said;
}

/** Whether an error means that a part of the program could not be loaded, or no more files opened, which is no fault in it. */
export const isStartFailure = (error: unknown): boolean =>
  error instanceof Error &&
  (['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', ...tooMany].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  ) ||
    cutOff(error) !== null ||
    // As DuckDB says it (strerror(3)).
    /too many open files/i.test(error.message));

/**
 * The file of the program that V8 could not parse; null for every other error. Its stack begins with that place, where a text that
 * the program parses (JSON, a pattern) begins with the name of the error.
 */
const cutOff = (error: unknown): string | null =>
  error instanceof SyntaxError
    ? (/^(?!SyntaxError)(.+\.cjs):\d+\n/.exec(error.stack ?? '')?.[1] ?? null)
    : null;
