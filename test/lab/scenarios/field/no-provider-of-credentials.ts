import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A container has no role, and the SDK finds no credentials',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt':
      'CredentialsProviderError: Could not load credentials from any providers at SESv2Client.send',
  },
  expect: { exitCode: 1, firstCause: 'access/no-credentials' },
});
