import { isStartFailure } from '../model/start-failure.ts';

/**
 * Why a file could not be read or written, once and in plain words. `missing` says what it means that something is not
 * there; it is the file where it is read, and its folder where it is written. Throws the error where it is no failure of that file: a
 * part of the program that reads it is missing.
 */
export function fileFailure(
  error: unknown,
  missing: 'there is no such file' | 'its folder does not exist',
): string {
  if (isStartFailure(error)) throw error;
  const message = error instanceof Error ? error.message : String(error);
  const [, code = '', words = ''] = /^([A-Z]+): ([^,]+)/.exec(message) ?? [];
  if (code === 'ENOENT') return missing;
  if (code === 'EISDIR') return 'it is a folder';
  return code === '' ? message : words;
}

/** Whether the file system said it. */
export const isFileError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
