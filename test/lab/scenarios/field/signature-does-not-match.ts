import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'AWS refused a signature that does not match: the keys come first, and the clock is no matter',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt':
      'SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  },
  expect: {
    exitCode: 1,
    firstCause: 'access/credentials-rejected',
    says: ['Ask AWS whose credentials they are'],
    saysNot: ['set it with NTP'],
  },
});
