import { beforeAll, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { reportOf } from '../render/reports.ts';

let broken: Report;
beforeAll(async () => {
  broken = await reportOf('showpiece/broken-account');
}, 180_000);

it('holds every finding once', () => {
  const findings = broken.stages.flatMap(({ checks }) => checks.flatMap((check) => check.findings));
  expect(broken.problems).toHaveLength(findings.length);
  expect(broken.problems.map(({ code }) => code).sort()).toEqual(findings.map(({ code }) => code).sort());
});

it('begins with the causes, in their order', () => {
  const causes = broken.problems.filter(({ cause }) => cause);
  expect(causes.map(({ code }) => code)).toEqual(broken.causes);
  expect(broken.problems.slice(0, causes.length)).toEqual(causes);
});

it('says of what follows where it comes from', () => {
  const pending = broken.problems.find(({ code }) => code === 'identity/verification-pending');
  expect(pending).toMatchObject({
    cause: false,
    because: { code: 'dkim/name-doubled', subject: 'shop.example' },
    stage: 'account',
    check: 'identity',
  });
  for (const { cause, because } of broken.problems) expect(cause && because !== null).toBe(false);
});
