import { expect, it } from 'vitest';
import { importJobs } from '../../src/facts/import-jobs.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';

it('the imports are not known, and not none, when they may not be listed', async () => {
  const denied = new Unavailable('access-denied', 'denied');
  const aws = fakeAws({ 'ses:ListImportJobs': denied });
  await expect(gather(importJobs, { probes: { aws } })).rejects.toMatchObject({ reason: 'access-denied' });
});

it('an import goes into one kind of list', async () => {
  const aws = fakeAws({
    'ses:ListImportJobs': {
      ImportJobs: [
        {
          JobId: '1',
          ImportDestination: { SuppressionListDestination: { SuppressionListImportAction: 'PUT' } },
          JobStatus: 'COMPLETED',
          CreatedTimestamp: new Date('2026-11-12T08:00:00Z'),
          ProcessedRecordsCount: 5,
          FailedRecordsCount: 1,
        },
        {
          JobId: '2',
          ImportDestination: {
            ContactListDestination: { ContactListName: 'news', ContactListImportAction: 'DELETE' },
          },
        },
        { JobId: '3' },
      ],
    },
  });
  expect((await gather(importJobs, { probes: { aws } })).items).toEqual([
    {
      id: '1',
      list: 'suppression',
      action: 'PUT',
      status: 'COMPLETED',
      createdAt: '2026-11-12T08:00:00.000Z',
      processed: 5,
      failed: 1,
    },
    {
      id: '2',
      list: 'contacts',
      action: 'DELETE',
      status: null,
      createdAt: null,
      processed: null,
      failed: null,
    },
    { id: '3', list: 'other', action: null, status: null, createdAt: null, processed: null, failed: null },
  ]);
});
