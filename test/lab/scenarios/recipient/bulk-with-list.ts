import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A bulk send names a contact list, which SES takes for single sends only',
  command: ['--identity', 'example.com', '--symptom', '-'],
  files: {
    '-': 'An error occurred (BadRequestException) when calling the SendBulkEmail operation: Bulk sends may not use ListManagementOptions',
  },
  expect: { exitCode: 1, codes: ['send/list-management'] },
});
