import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A recipient that came on the list days after an import',
  world({ region }) {
    region.suppressed = [
      {
        EmailAddress: 'someone@receiver.example',
        Reason: 'COMPLAINT',
        LastUpdateTime: new Date('2026-03-01T08:15:00Z'),
      },
    ];
    region.importJobs = [
      {
        JobId: 'job-1',
        ImportDestination: { SuppressionListDestination: { SuppressionListImportAction: 'PUT' } },
        JobStatus: 'COMPLETED',
        CreatedTimestamp: new Date('2026-02-20T08:00:00Z'),
        ProcessedRecordsCount: 5000,
        FailedRecordsCount: 0,
      },
    ];
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: { exitCode: 1, codes: ['suppression/account-list'], says: ['after a complaint'] },
});
