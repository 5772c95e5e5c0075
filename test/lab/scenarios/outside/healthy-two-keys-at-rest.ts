import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const tokens = dkimTokens('example.com');

export default scenario({
  title: 'From outside: two of three keys are empty, and SES signs with the third',
  world({ dns }) {
    dns.names[`${tokens[0]}.dkim.amazonses.com`] = { TXT: [''] };
    dns.names[`${tokens[1]}.dkim.amazonses.com`] = { TXT: ['p='] };
  },
  command: ['--identity', 'example.com', ...tokens.slice(0, 3).flatMap((one) => ['--dkim-selector', one])],
  expect: { exitCode: 0, codes: [], infos: ['dkim/key-revoked'] },
});
