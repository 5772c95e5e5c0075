import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'What answers has no cipher suite in common with anybody',
  world(world) {
    world.smtp = {
      numbers: 'free',
      // The certificate of the lab has another kind of key.
      ports: { 587: { maxTls: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' } },
    };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/tls-handshake-failed'] },
});
