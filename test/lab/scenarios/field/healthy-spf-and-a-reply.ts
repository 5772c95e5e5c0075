import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receiver says that SPF failed, and the record of the MAIL FROM domain is in order',
  command: ['--symptom', 'reply.txt', '--identity', 'example.com'],
  files: {
    'reply.txt':
      '550 5.7.23 The message was rejected because of Sender Policy Framework violation -> 550 5.7.1 SPF check failed for bounce.example.com',
  },
  expect: {
    exitCode: 1,
    causes: ['bounce/authentication-failed'],
    notCodes: ['spf/ses-not-authorised', 'mail-from/spf-missing', 'spf/multiple-records'],
  },
});
