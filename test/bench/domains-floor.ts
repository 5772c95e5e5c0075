/*
 * What the questions of domains.bench.ts cost when nothing is made of the answers: as many DNS questions, encoded and decoded with
 * dns-packet, a hundred at a time over one UDP socket, and as many calls of GetEmailIdentity with the SDK. Prints milliseconds of
 * CPU of each. `npx tsx domains-floor.ts <resolver> <questions> <endpoint> <calls>`; the environment has the credentials.
 */
import { createSocket } from 'node:dgram';
import process from 'node:process';
import { GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { decode, encode, RECURSION_DESIRED } from 'dns-packet';

const [resolver = '', questions = '', endpoint = '', calls = ''] = process.argv.slice(2);
const domains = 200;

async function dnsAlone(count: number): Promise<void> {
  const [host = '', port = ''] = resolver.split(':');
  const socket = createSocket('udp4');
  const waiting = new Map<number, () => void>();
  socket.on('message', (bytes) => {
    waiting.get(decode(bytes).id ?? 0)?.();
  });
  await new Promise<void>((connected) => {
    socket.connect(Number(port), host, connected);
  });
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) {
      const id = next++ % 65_536;
      const name = `_dmarc.sender${id % domains}.example`;
      await new Promise<void>((answered) => {
        waiting.set(id, answered);
        socket.send(
          encode({ type: 'query', id, flags: RECURSION_DESIRED, questions: [{ type: 'TXT', name }] }),
        );
      });
      waiting.delete(id);
    }
  };
  await Promise.all(Array.from({ length: 100 }, one));
  socket.close();
}

async function awsAlone(count: number): Promise<void> {
  const client = new SESv2Client({ endpoint, region: 'eu-west-1' });
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) {
      const EmailIdentity = `sender${next++ % domains}.example`;
      await client.send(new GetEmailIdentityCommand({ EmailIdentity }));
    }
  };
  await Promise.all(Array.from({ length: 20 }, one));
  client.destroy();
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const dns = await cpuOf(() => dnsAlone(Number(questions)));
const aws = await cpuOf(() => awsAlone(Number(calls)));
process.stdout.write(JSON.stringify({ dns, aws }));
