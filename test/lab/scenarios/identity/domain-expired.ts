import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The registrar parks a domain that was not renewed',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: { 'ns1.pendingrenewaldeletion.com': {}, 'ns2.pendingrenewaldeletion.com': {} },
    };
  },
  command: ['--identity', 'example.com', '--only', 'identity-mail'],
  expect: { exitCode: 1, codes: ['identity/domain-takes-no-mail'] },
});
