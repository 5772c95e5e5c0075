import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A newsletter that is unsubscribed by e-mail only, and hides where its link leads',
  world: publishKeys,
  command: ['--message', 'mail.eml', '--only', 'message*'],
  files: {
    'mail.eml': receivedMail({
      fields: [
        'List-Unsubscribe: <mailto:leave@example.com>',
        'Precedence: bulk',
        'Content-Type: text/html; charset=utf-8',
      ],
      body: '<p>Our offers of this week are here.</p><a href="https://bit.ly/x1">www.example.com</a>\r\n',
    }),
  },
  expect: { exitCode: 0, codes: ['message/no-one-click-unsubscribe', 'message/content-risk'] },
});
