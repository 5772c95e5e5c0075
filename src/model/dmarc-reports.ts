/** DMARC aggregate reports that were given, in our own words (RFC 7489 appendix C, RFC 9990). Bounded plain JSON. */
export interface DmarcReports {
  /** Files and attachments that were looked into. */
  files: number;
  reports: readonly DmarcReport[];
  /** Reports about TLS (RFC 8460), which concern mail that comes in. */
  tls: number;
  /** Reports that were given twice, and are counted once. */
  repeated: number;
  /** What could not be read, or only in part, and why: the first of it. */
  unread: readonly UnreadReport[];
  /** How many of these are not in `unread`. */
  unreadMore?: number;
  /** Rows that were left out, beyond the most that are kept. */
  left: number;
}

/** A file without a report, or what of a report was lost. */
export interface UnreadReport {
  file: string;
  because: string;
  /** It is, or was, a report: its rows are missing in the count. Absent: it is something else. */
  damaged?: true;
}

/** One receiver's report about one domain. */
export interface DmarcReport {
  /** Who reports, as it calls itself. */
  org: string;
  id: string;
  /** The domain whose policy was looked up, lower case. */
  domain: string;
  /** Seconds since 1970. */
  begin: number;
  end: number;
  /** `p` as the receiver saw it, or null. */
  policy: string | null;
  rows: readonly DmarcRow[];
  /** The file ends early: the whole rows before that count. */
  cut: boolean;
}

/** Messages from one address that fared alike. */
export interface DmarcRow {
  ip: string;
  count: number;
  /** `none`, `quarantine`, `reject`, or null. */
  disposition: string | null;
  /** Whether DKIM and SPF pass and align, as the receiver says; null when it does not. */
  dkimAligned: boolean | null;
  spfAligned: boolean | null;
  /** As `forwarded`, `mailing_list`, `local_policy`. */
  reasons: readonly string[];
  /** Lower case. */
  headerFrom: string;
  dkim: readonly { domain: string; selector: string | null; result: string }[];
  spf: readonly { domain: string; result: string }[];
}
