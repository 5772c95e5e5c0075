import { type AwsServer, startAwsServer } from './aws/server.ts';
import { type DnsServers, startDns } from './dns/server.ts';
import { type StandIns, startWeb } from './stand-ins.ts';
import { type SmtpServers, startSmtpEndpoint } from './smtp-endpoint.ts';
import type { World } from './world.ts';
import { homeRegion } from './world.ts';

/** A world that answers on loopback. */
export interface Lab {
  aws: AwsServer;
  dns: DnsServers;
  smtp: SmtpServers | null;
  standIns: StandIns;
  /** The flags that lead a run into the lab. */
  args: readonly string[];
  /** The environment of a run: credentials that no real account has, the Region, nothing of the user's own. */
  env: Readonly<Record<string, string>>;
  close: () => Promise<void>;
}

/** Starts everything a world describes. `authoritativePort` 53 is what the built program asks zone servers on. */
export async function startLab(world: World, { authoritativePort = 0 } = {}): Promise<Lab> {
  const smtp = world.smtp === null ? null : await startSmtpEndpoint(world.smtp);
  const names = { ...smtpNames(world, smtp?.address ?? '127.0.0.1'), ...world.dns.names };
  const [web, aws, dns] = await Promise.all([
    startWeb(world.web ?? {}),
    startAwsServer(world.aws),
    startDns({ ...world.dns, names }, { authoritativePort }),
  ]);
  return {
    aws,
    dns,
    smtp,
    standIns: { web: web.ports, smtpAddress: world.smtp?.privateAddress ?? null },
    args: [
      '--endpoint-url',
      aws.url,
      '--resolver',
      dns.resolver,
      ...(smtp === null ? ['--no-smtp'] : smtp.args),
    ],
    env: {
      AWS_ACCESS_KEY_ID: world.aws.credentials?.accessKeyId ?? 'AKIALABLABLABLABLABX',
      AWS_SECRET_ACCESS_KEY:
        world.aws.credentials?.secretAccessKey ?? 'lab/secret/key/of/no/account/00000000000',
      AWS_REGION: homeRegion,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nonexistent/aws/config',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/aws/credentials',
    },
    close: async () => {
      await Promise.all([aws.close(), dns.close(), smtp?.close(), web.close()]);
    },
  };
}

/** The SMTP endpoint of every Region of the world, unless the world says something of its own about it. */
const smtpNames = (world: World, address: string): World['dns']['names'] =>
  Object.fromEntries(
    Object.keys(world.aws.regions).map((region) => [`email-smtp.${region}.amazonaws.com`, { A: [address] }]),
  );
