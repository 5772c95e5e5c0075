import check from '../../../checks/3-delivery/suppression-imports.ts';
import type { ImportJob } from '../../../src/facts/import-jobs.ts';
import { answered } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const job: ImportJob = {
  id: 'job-1',
  list: 'suppression',
  action: 'DELETE',
  status: 'COMPLETED',
  createdAt: '2026-11-12T08:00:00.000Z',
  processed: 40,
  failed: 0,
};
const jobs = (...items: readonly Partial<ImportJob>[]) => ({
  importJobs: answered({ items: items.map((one) => ({ ...job, ...one })), complete: true, because: null }),
});
const failing = (more: Partial<ImportJob>) => ({
  given: jobs(more),
  found: [
    {
      problem: 'suppression/import-failed' as const,
      data: { region, job: { ...job, ...more } },
      subject: 'job-1',
    },
  ],
});

describeCheck(check, {
  healthy: { target: targetWith(), takenAt: '2026-11-21T20:00:00.000Z', ...jobs({}) },
  finds: {
    'a removal that failed': failing({ status: 'FAILED', processed: null, failed: null }),
    'an addition that failed in part': failing({ action: 'PUT', processed: 40, failed: 40 }),
    'contacts that were not imported': failing({ list: 'contacts', action: 'PUT', failed: 3 }),
    'four thousand addresses that were suppressed': {
      given: jobs({ action: 'PUT', processed: 4000 }),
      found: [
        {
          problem: 'suppression/imported',
          data: { region, job: { ...job, action: 'PUT', processed: 4000 } },
          subject: 'job-1',
        },
      ],
    },
  },
  silent: {
    'a second import put it right': jobs(
      { status: 'FAILED' },
      { id: 'job-2', createdAt: '2026-11-13T08:00:00.000Z' },
    ),
  },
  verdicts: {
    'nothing in the last month': {
      given: jobs({ status: 'FAILED', createdAt: '2026-09-12T08:00:00.000Z' }),
      verdict: { notApplicable: 'nothing was imported in the last 30 days' },
    },
    'no imports at all': {
      given: jobs(),
      verdict: { notApplicable: 'nothing was imported in the last 30 days' },
    },
  },
});
