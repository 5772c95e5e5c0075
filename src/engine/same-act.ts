import type { DnsRecord } from '../model/check.ts';
import type { Finding } from '../model/report.ts';
import { gravity } from './explains.ts';

/**
 * The findings of a check, where the one that tells of an act (`leadsTo`) also brings the records of all that the act sees
 * to: who follows it alone must have published everything.
 */
export function withRecordsOfAct(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => {
    const { act } = finding;
    if (act === undefined) return finding;
    const group = findings.filter((one) => one.act === act);
    const grave = Math.max(...group.map(({ severity }) => gravity[severity]));
    if (group.find(({ severity }) => gravity[severity] === grave) !== finding) return finding;
    const known = new Set(finding.fix.flatMap(({ record }) => (record === null ? [] : keyOf(record))));
    const further = group.flatMap(({ fix }) =>
      fix.filter(({ record }) => record !== null && !known.has(keyOf(record))),
    );
    return further.length === 0 ? finding : { ...finding, fix: [...finding.fix, ...further] };
  });
}

const keyOf = ({ type, name }: DnsRecord): string => `${type} ${name.toLowerCase()}`;
