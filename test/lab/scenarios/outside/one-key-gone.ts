import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const [token] = dkimTokens('example.com');

export default scenario({
  title: 'From outside: behind the one selector that was given is no key, and SES may sign with another',
  world({ dns }) {
    Reflect.deleteProperty(dns.names, `${token}.dkim.amazonses.com`);
  },
  command: ['--identity', 'example.com', '--dkim-selector', token],
  expect: { exitCode: 0, codes: ['dkim/key-missing'], says: ['Look first which selector signs'] },
});
