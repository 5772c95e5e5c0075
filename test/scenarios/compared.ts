import type { CheckReport, Report, Status } from '../../src/model/report.ts';

/**
 * What a report of a world with a fault says that it must not, beside the report of the same world without it: a crash,
 * a check that has become better or worse instead of unknown, an error or warning that was not there before.
 */
export function wrongConclusions(sound: Report, faulty: Report): readonly string[] {
  const before = byKey(sound);
  const changed = checksOf(faulty).flatMap((check) => {
    const key = keyOf(check);
    const was = before.get(key)?.status;
    if (was === undefined) return [`${key} was not there before`];
    // The control question is put only where another one failed, and its answer is no conclusion.
    return mayBecome(was, check.status) || check.id === 'access-dns'
      ? []
      : [`${key} was ${was} and is ${check.status} (${check.because ?? ''})`];
  });
  return [...changed, ...newFindings(sound, faulty)];
}

/** Errors and warnings that only the world with a fault has, of checks that had none as grave before. */
export function newFindings(sound: Report, faulty: Report): readonly string[] {
  const before = byKey(sound);
  const known = new Set(checksOf(sound).flatMap(findingKeys));
  return (
    checksOf(faulty)
      // Of a broken record a part may be left to see, which is broken too.
      .filter((check) => {
        const was = before.get(keyOf(check))?.status;
        return was !== 'fail' && !(was === 'warn' && check.findings.every(isNoError));
      })
      .flatMap((check) => findingKeys(check).filter((finding) => !known.has(finding)))
  );
}

const isNoError = ({ severity }: CheckReport['findings'][number]): boolean => severity !== 'error';

/** All checks of a report, in its order. */
export const checksOf = (report: Report): readonly CheckReport[] =>
  report.stages.flatMap((stage) => stage.checks);

/**
 * A fault takes knowledge away: what fails may then be known in part, and what waits on something unknown is skipped
 * with that reason; nothing becomes sound, and nothing is newly broken.
 */
function mayBecome(was: Status, is: Status): boolean {
  if (is === was || is === 'unknown' || is === 'skipped') return true;
  return was === 'fail' && is === 'warn';
}

const byKey = (report: Report): ReadonlyMap<string, CheckReport> =>
  new Map(checksOf(report).map((check) => [keyOf(check), check]));

const keyOf = ({ id, subject }: CheckReport): string => (subject === null ? id : `${id} ${subject}`);

/** Errors and warnings; the area `access` tells what could not be looked at, and is meant to. */
const findingKeys = ({ findings }: CheckReport): readonly string[] =>
  findings
    .filter(({ code, severity }) => ['error', 'warning'].includes(severity) && !code.startsWith('access/'))
    .map(({ code, subject }) => `${code} ${subject}`);
