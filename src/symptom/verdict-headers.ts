/** What a receiver's own header fields say of a message, in plain words; null when they call it no spam. */
export interface SpamVerdict {
  filter: string;
  words: string;
  quote: string;
}

interface Field {
  name: string;
  value: string;
}

const categories: Readonly<Record<string, string>> = {
  SPM: 'spam',
  HSPM: 'spam, with high confidence',
  OSPM: 'outbound spam',
  BULK: 'bulk mail',
  PHSH: 'phishing',
  HPHSH: 'phishing, with high confidence',
  HPHISH: 'phishing, with high confidence',
  MALW: 'malware',
  SPOOF: 'a forged sender',
  DIMP: 'an imitated domain',
  UIMP: 'an imitated person',
  GIMP: 'an imitated person, known from earlier mail',
  BIMP: 'an imitated brand',
  INTOS: 'a forged sender of the own organisation',
  AMP: 'malware',
  SAP: 'a dangerous attachment',
  FTBP: 'a forbidden type of attachment',
};

/** Reads SCL, CAT, SFV and BCL of Microsoft, SpamAssassin, rspamd, Proofpoint, Barracuda, Google and Yahoo. */
export function readSpamVerdict(fields: readonly Field[]): SpamVerdict | null {
  for (const { name, value } of fields) {
    const quote = `${name}: ${value}`;
    const verdict = verdictOf(name, value);
    if (verdict !== null) return { ...verdict, quote };
  }
  return null;
}

function verdictOf(name: string, value: string): { filter: string; words: string } | null {
  switch (name) {
    case 'x-forefront-antispam-report':
    case 'x-forefront-antispam-report-untrusted':
    case 'x-microsoft-antispam-report': {
      const part = (key: string): string =>
        new RegExp(`(?:^|;)\\s{0,2}${key}:([^;]{0,40})`, 'iu').exec(value)?.[1]?.trim().toUpperCase() ?? '';
      const level = Number(part('SCL'));
      const category = categories[part('CAT')];
      const filter = part('SFV');
      if (category !== undefined)
        return { filter: 'Microsoft', words: `Microsoft filed it as ${category} (CAT:${part('CAT')})` };
      if (filter === 'SPM' || filter === 'SKS' || filter === 'SKB')
        return { filter: 'Microsoft', words: `Microsoft's filter called it spam (SFV:${filter})` };
      if (part('SCL') !== '' && level >= 5)
        return { filter: 'Microsoft', words: `Microsoft gave it spam confidence level ${level}` };
      return null;
    }
    case 'x-ms-exchange-organization-scl':
      return Number(value) >= 5
        ? { filter: 'Microsoft', words: `Microsoft gave it spam confidence level ${value}` }
        : null;
    case 'x-microsoft-antispam': {
      const bulk = Number(/BCL:(\d)/iu.exec(value)?.[1] ?? 0);
      return bulk >= 7
        ? { filter: 'Microsoft', words: `Microsoft gave it bulk complaint level ${bulk}` }
        : null;
    }
    case 'x-microsoft-antispam-mailbox-delivery':
      return /(?:^|;)\s{0,2}(?:dest:J|RF:JunkEmail)/iu.test(value)
        ? { filter: 'Microsoft', words: 'Microsoft delivered it to the junk folder' }
        : null;
    case 'x-spam-status':
      return /^\s{0,3}yes/iu.test(value)
        ? { filter: 'SpamAssassin', words: `the receiver's filter scored it as spam${scoreIn(value)}` }
        : null;
    case 'x-spam-flag':
    case 'x-spam':
    case 'x-spamd-flag':
    case 'x-barracuda-spam-flag':
    case 'x-ovh-spam-flag':
      return /^\s{0,3}yes/iu.test(value)
        ? { filter: 'the receiver', words: "the receiver's filter flagged it as spam" }
        : null;
    case 'x-barracuda-spam-status':
      return /^\s{0,3}yes/iu.test(value)
        ? { filter: 'Barracuda', words: `Barracuda scored it as spam${scoreIn(value)}` }
        : null;
    case 'x-spamd-result':
      return /\bdefault:\s{0,2}true/iu.test(value)
        ? { filter: 'rspamd', words: 'rspamd scored it above its limit' }
        : null;
    case 'x-rspamd-action':
    case 'x-spam-action':
      return /add header|reject|rewrite|quarantine|junk/iu.test(value)
        ? { filter: 'rspamd', words: `rspamd chose to ${value.trim()}` }
        : null;
    case 'x-proofpoint-spam-details':
      return /rule=(?:spam|phish|bulk|suspect)/iu.test(value)
        ? { filter: 'Proofpoint', words: 'Proofpoint called it spam' }
        : null;
    case 'x-ironport-anti-spam-result':
    case 'x-ironport-anti-spam-filtered':
      return null;
    case 'x-gm-spam':
      return value.trim() === '1' ? { filter: 'Gmail', words: 'Gmail filed it as spam' } : null;
    case 'x-yahoofilteredbulk':
      return { filter: 'Yahoo', words: 'Yahoo delivered it to the bulk folder' };
    case 'x-ui-filterresults':
      return /(?<!not)junk/iu.test(value)
        ? { filter: 'GMX and WEB.DE', words: 'GMX or WEB.DE filed it as junk' }
        : null;
    case 'x-gmx-antispam':
      return /^[1-9]/u.test(value.trim()) ? { filter: 'GMX', words: 'GMX filed it as spam' } : null;
    case 'x-mailru-spam':
    case 'x-yandex-spam':
      return /^(?:[2-9]|yes)/iu.test(value.trim())
        ? { filter: 'the receiver', words: 'the receiver filed it as spam' }
        : null;
    case 'x-ses-spam-verdict':
      return /^fail/iu.test(value.trim())
        ? { filter: 'SES', words: 'the SES that received it called it spam' }
        : null;
    case 'x-mimecast-spam-score':
      return Number(value) >= 5
        ? { filter: 'Mimecast', words: `Mimecast gave it spam score ${value}` }
        : null;
    default:
      return null;
  }
}

const scoreIn = (value: string): string => {
  const score = /(?:score|hits)=([\d.-]{1,8})/iu.exec(value)?.[1];
  return score === undefined ? '' : ` (${score} points)`;
};
