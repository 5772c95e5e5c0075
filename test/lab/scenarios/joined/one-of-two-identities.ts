import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Of two senders that failed one is verified by now, and the other explains the error',
  world({ dns }) {
    dns.names['other.example'] = { MX: [{ preference: 10, exchange: 'mx.other.example' }] };
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': 'An error occurred (MessageRejected) when calling the SendEmail operation: Email address is not verified. The following identities failed the check in region EU-WEST-1: a@example.com, c@other.example',
  },
  expect: { exitCode: 1, firstCause: 'identity/not-found', notCodes: ['send/not-explained-here'] },
});
