import { bounceOfQmail } from '../../other-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A bounce mail of the receiver’s server was given as the message, beside a sender',
  command: ['--identity', 'example.com', '--message', 'bounce.eml'],
  files: { 'bounce.eml': bounceOfQmail },
  expect: {
    exitCode: 1,
    codes: ['bounce/unknown-user'],
    statuses: { 'identity example.com': 'pass' },
  },
});
