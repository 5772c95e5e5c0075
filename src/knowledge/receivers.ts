/** Who runs a mailbox or a filter, as bounce texts and recipient domains show it. */
export interface Receiver {
  name: string;
  /** Recipient domains, in lower case; a leading dot stands for every domain that ends so. */
  domains: readonly string[];
  /** Words of its replies and host names, in lower case. */
  says: readonly string[];
  /** Its postmaster page, or null. */
  postmaster: string | null;
}

export const receivers: readonly Receiver[] = [
  {
    name: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    says: ['gsmtp', 'support.google.com', 'google.com'],
    postmaster: 'https://support.google.com/mail/answer/81126',
  },
  {
    name: 'Outlook.com',
    domains: [
      'outlook.com',
      'hotmail.com',
      'live.com',
      'msn.com',
      '.outlook.com',
      'hotmail.co.uk',
      'hotmail.fr',
      'hotmail.de',
      'outlook.de',
      'live.de',
    ],
    says: ['olc.protection.outlook.com', 'postmaster.live.com', 'mail.live.com'],
    postmaster: 'https://sendersupport.olc.protection.outlook.com/pm/',
  },
  {
    name: 'Microsoft 365',
    domains: [],
    says: ['protection.outlook.com', 'prod.outlook.com', 'microsoft.com', 'office365'],
    postmaster: 'https://sender.office.com/',
  },
  {
    name: 'Yahoo',
    domains: [
      'yahoo.com',
      'ymail.com',
      'aol.com',
      'rocketmail.com',
      'yahoo.co.uk',
      'yahoo.fr',
      'yahoo.de',
      'aim.com',
      'verizon.net',
      'yahoo.co.jp',
    ],
    says: ['yahoo', 'aol.com', 'verizonmedia', '[tss'],
    postmaster: 'https://senders.yahooinc.com/',
  },
  {
    name: 'Apple',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    says: ['icloud', 'apple.com', 'me.com'],
    postmaster: 'https://support.apple.com/102322',
  },
  {
    name: 'GMX and WEB.DE',
    domains: ['gmx.net', 'gmx.de', 'gmx.com', 'gmx.at', 'gmx.ch', 'web.de', 'mail.com'],
    says: ['gmx', 'web.de', 'kundenserver', '1and1', 'mxeu'],
    postmaster: 'https://postmaster.gmx.net/en/',
  },
  {
    name: 'T-Online',
    domains: ['t-online.de', 'magenta.de'],
    says: ['t-online', 't-ipnet'],
    postmaster: 'https://postmaster.t-online.de/',
  },
  {
    name: 'Orange',
    domains: ['orange.fr', 'wanadoo.fr'],
    says: ['ofr_', 'ofr0', 'ofr1', 'orange.fr', 'wanadoo'],
    postmaster: 'https://postmaster.orange.fr/',
  },
  {
    name: 'La Poste',
    domains: ['laposte.net'],
    says: ['laposte', 'lpn'],
    postmaster: 'https://postmaster.laposte.net/',
  },
  {
    name: 'Free',
    domains: ['free.fr'],
    says: ['free.fr', 'proxad'],
    postmaster: 'https://postmaster.free.fr/',
  },
  {
    name: 'SFR',
    domains: ['sfr.fr', 'neuf.fr'],
    says: ['sfr.fr', 'sfr.net'],
    postmaster: 'https://postmaster.sfr.fr/',
  },
  {
    name: 'Comcast',
    domains: ['comcast.net', 'xfinity.com'],
    says: ['comcast', 'xfinity'],
    postmaster: 'https://postmaster.xfinity.com/',
  },
  {
    name: 'Spectrum',
    domains: ['charter.net', 'rr.com', '.rr.com', 'twc.com', 'spectrum.net', 'roadrunner.com'],
    says: ['charter.net', 'spectrum', 'twc.com'],
    postmaster: 'https://www.spectrum.net/support/internet/understanding-email-error-codes/',
  },
  {
    name: 'Cox',
    domains: ['cox.net'],
    says: ['cox.net', 'cox.com', 'cloudfilter.net'],
    postmaster: 'https://www.cox.com/residential/support/email-error-codes.html',
  },
  {
    name: 'AT&T',
    domains: ['att.net', 'sbcglobal.net', 'bellsouth.net', 'prodigy.net'],
    says: ['att.net', 'abuse-att', 'prodigy'],
    postmaster: 'https://www.att.com/support/article/email-support/KM1010523/',
  },
  {
    name: 'Mail.ru',
    domains: ['mail.ru', 'bk.ru', 'list.ru', 'inbox.ru'],
    says: ['mail.ru', 'imedia.ru'],
    postmaster: 'https://postmaster.mail.ru/',
  },
  {
    name: 'Yandex',
    domains: ['yandex.ru', 'yandex.com', 'ya.ru'],
    says: ['yandex', 'ya.cc'],
    postmaster: 'https://postoffice.yandex.com/',
  },
  {
    name: 'QQ',
    domains: ['qq.com', 'foxmail.com'],
    says: ['qq.com', 'tencent'],
    postmaster: 'https://open.mail.qq.com/',
  },
  {
    name: 'NetEase',
    domains: ['163.com', '126.com', 'yeah.net'],
    says: ['163.com', '126.com', 'netease'],
    postmaster: 'https://mail.163.com/',
  },
  {
    name: 'Zoho',
    domains: ['zoho.com', 'zohomail.com'],
    says: ['zoho'],
    postmaster: 'https://www.zoho.com/mail/help/',
  },
  {
    name: 'Proofpoint',
    domains: [],
    says: ['pphosted', 'ppe-hosted', 'proofpoint'],
    postmaster: 'https://ipcheck.proofpoint.com/',
  },
  { name: 'Mimecast', domains: [], says: ['mimecast'], postmaster: 'https://community.mimecast.com/' },
  {
    name: 'Barracuda',
    domains: [],
    says: ['barracuda', 'cuda_nsu', 'ess.barracudanetworks'],
    postmaster: 'https://www.barracudacentral.org/',
  },
  {
    name: 'Cisco',
    domains: [],
    says: ['iphmx', 'ironport', 'senderbase', 'talosintelligence'],
    postmaster: 'https://talosintelligence.com/',
  },
  {
    name: 'Symantec',
    domains: [],
    says: ['messagelabs', 'symanteccloud', 'broadcom'],
    postmaster: 'https://ipremoval.sms.symantec.com/',
  },
  {
    name: 'Trend Micro',
    domains: [],
    says: ['trendmicro', 'tmes'],
    postmaster: 'https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/',
  },
  { name: 'Sophos', domains: [], says: ['sophos', 'reflexion'], postmaster: null },
  {
    name: 'Cloudflare',
    domains: [],
    says: ['cloudflare'],
    postmaster: 'https://developers.cloudflare.com/email-routing/postmaster/',
  },
  { name: 'Rackspace', domains: [], says: ['emailsrvr'], postmaster: null },
  { name: 'OVH', domains: [], says: ['ovh.net'], postmaster: null },
  { name: 'STRATO', domains: [], says: ['rzone.de', 'strato'], postmaster: null },
  { name: 'Fastmail', domains: ['fastmail.com', 'fastmail.fm'], says: ['messagingengine'], postmaster: null },
  {
    name: 'GoDaddy',
    domains: [],
    says: ['secureserver.net'],
    postmaster: 'https://www.godaddy.com/help/fix-rejected-email-with-a-bounce-error-40685',
  },
];

const byDomain = new Map(
  receivers.flatMap((receiver) => receiver.domains.map((domain) => [domain, receiver])),
);

/** Those that stand for all domains that end so. */
const byEnd = receivers.flatMap((receiver) =>
  receiver.domains.filter((domain) => domain.startsWith('.')).map((end) => ({ end, receiver })),
);

/** Who runs the mailboxes of a domain, or null. */
export function receiverByDomain(domain: string | null): Receiver | null {
  if (domain === null) return null;
  const lower = domain.toLowerCase();
  return byDomain.get(lower) ?? byEnd.find(({ end }) => lower.endsWith(end))?.receiver ?? null;
}

/** By the recipient's domain first, then by what the reply says. Null when neither is known. */
export function receiverOf(recipientDomain: string | null, reply: string): Receiver | null {
  const known = receiverByDomain(recipientDomain);
  if (known !== null) return known;
  const text = reply.toLowerCase();
  return receivers.find(({ says }) => says.some((words) => stands(text, words))) ?? null;
}

/** Whether the words stand in a lower-case text by themselves: `strato` is not in `administrator`, nor `me.com` in `acme.com`. */
function stands(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + words.length)];
    const isCut = /[a-z\d]/u.test(words.charAt(0)) && /[a-z\d]/u.test(before);
    // A name of DNS ends with its last label; other words are the beginning of host names (`yahoodns`, `pphosted`).
    if (!isCut && !(words.includes('.') && /[a-z\d-]/u.test(after))) return true;
  }
  return false;
}

/** Where people have private mailboxes. An address there is likelier a recipient than a sender. */
export const isFreeMail = (domain: string): boolean => receiverByDomain(domain) !== null;
