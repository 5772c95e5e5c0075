import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'AWS refused a signature as expired: the clock of the application comes first, beside a live run too',
  command: ['--identity', 'example.com', '--symptom', 'error.txt'],
  files: {
    'error.txt':
      'InvalidSignatureException: Signature expired: 20261130T100000Z is now earlier than 20261130T105500Z (20261130T110000Z - 5 min.)',
  },
  expect: {
    exitCode: 1,
    firstCause: 'access/credentials-rejected',
    says: ['set it with NTP'],
    saysNot: ['Ask AWS whose credentials they are'],
  },
});
