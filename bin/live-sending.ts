import type { ProbeSettings } from '../src/cli/host.ts';
import { sesSmtpPorts } from '../src/knowledge/smtp-ports.ts';
import { smtpHost } from '../src/knowledge/regions.ts';
import type { SendingAws, SmtpSend } from '../src/model/sending-calls.ts';
import { dnsProbe } from '../src/probes/dns/probe.ts';
import { trustContext } from '../src/probes/net/certificate-authorities.ts';
import { sendingAws } from '../src/probes/sending/aws.ts';
import { smtpSending } from '../src/probes/sending/smtp.ts';

type Environment = Record<string, string | undefined>;

type Settings = ProbeSettings & { agreed: string | null };

/** The doors of `test` that send and make things. Nothing else imports them. */
export function liveSending(
  settings: Settings,
  env: Environment,
): { aws: SendingAws; smtp: SmtpSend | null } {
  const { target, timeoutMs, caPem, agreed } = settings;
  const { region, profile, endpointUrl } = target;
  const caPems = caPem === null ? [] : [caPem];
  return {
    aws: sendingAws({ region, profile, endpointUrl, timeoutMs, env, caPems, now: () => new Date(), agreed }),
    smtp: liveSmtp(settings, env),
  };
}

/** Null without credentials, or where no endpoint is known. */
function liveSmtp(
  { target, resolvers, timeoutMs, caPem, agreed }: Settings,
  env: Environment,
): SmtpSend | null {
  const { SES_SMTP_USERNAME: username = '', SES_SMTP_PASSWORD: password = '' } = env;
  const host = target.smtp.host ?? (target.region === null ? null : smtpHost(target.region));
  if (username === '' || password === '' || host === null) return null;
  const signal = new AbortController().signal;
  return smtpSending({
    ...{ host, ports: target.smtp.ports ?? sesSmtpPorts, credentials: { username, password } },
    ...{ timeoutMs, agreed },
    dns: resolvers.length === 0 ? null : dnsProbe({ servers: resolvers, timeoutMs, signal }),
    trust: trustContext({
      caPems: caPem === null ? [] : [caPem],
      extraCaFile: env['NODE_EXTRA_CA_CERTS'] ?? null,
    }),
  });
}
