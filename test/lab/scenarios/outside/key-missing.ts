import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'From outside: the key of one selector is gone, and nothing else is known',
  world({ dns }) {
    delete dns.names['key1._domainkey.example.com'];
  },
  command: ['--identity', 'example.com', '--dkim-selector', 'key1._domainkey.example.com'],
  expect: { exitCode: 1, codes: ['dkim/record-missing'], statuses: { alignment: 'skipped' } },
});
