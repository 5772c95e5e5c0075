import { once } from '../../model/once.ts';

/** A TLS alert. The other side sent it, so it says who ended the handshake. */
export interface TlsAlert {
  readonly number: number;
  /** The name in the registry. */
  readonly name: string;
  /** How libraries spell it beside the name itself, in lower case. */
  readonly spellings: readonly string[];
  /** What went wrong, as a group. `unknown-ca`: the one who sent the alert does not trust the certificate it got. */
  readonly kind: 'closed' | 'certificate' | 'version' | 'parameters' | 'name' | 'not-tls' | 'fault';
  readonly source: string;
}

const registry = 'IANA TLS Alerts registry (RFC 8446 6)';

/** `number name kind: spelling, spelling`: those of OpenSSL, Go, Java, rustls, Erlang, .NET, GnuTLS and NSS. */
const rows: readonly string[] = [
  '0 close_notify closed: close notify, closenotify',
  '10 unexpected_message not-tls: unexpected message, unexpectedmessage, sslv3 alert unexpected message, tlsv1 alert unexpected message, ssl_error_handshake_unexpected_alert',
  '20 bad_record_mac fault: bad record mac, badrecordmac, sslv3 alert bad record mac, ssl_error_bad_mac_alert',
  '21 decryption_failed fault: decryption failed, decryptionfailed, tlsv1 alert decryption failed, ssl_error_decryption_failed_alert',
  '22 record_overflow not-tls: record overflow, recordoverflow, tlsv1 alert record overflow, ssl_error_record_overflow_alert',
  '30 decompression_failure fault: decompression failure, decompressionfailure, sslv3 alert decompression failure, ssl_error_decompression_failure_alert',
  '40 handshake_failure parameters: handshake failure, handshakefailure, sslv3 alert handshake failure, ssl/tls alert handshake failure, tls alert handshake failure, ssl_error_handshake_failure_alert',
  '41 no_certificate certificate: no certificate, nocertificate, sslv3 alert no certificate, ssl_error_no_certificate',
  '42 bad_certificate certificate: bad certificate, badcertificate, sslv3 alert bad certificate, ssl_error_bad_cert_alert, certificate is bad',
  '43 unsupported_certificate certificate: unsupported certificate, unsupportedcertificate, sslv3 alert unsupported certificate, ssl_error_unsupported_cert_alert, certificate is not supported',
  '44 certificate_revoked certificate: certificate revoked, revoked certificate, certificaterevoked, sslv3 alert certificate revoked, ssl_error_revoked_cert_alert, certificate was revoked',
  '45 certificate_expired certificate: certificate expired, expired certificate, certificateexpired, sslv3 alert certificate expired, ssl_error_expired_cert_alert, certificate is expired',
  '46 certificate_unknown certificate: certificate unknown, unknown certificate, certificateunknown, sslv3 alert certificate unknown, ssl_error_certificate_unknown_alert',
  '47 illegal_parameter parameters: illegal parameter, illegalparameter, sslv3 alert illegal parameter, ssl_error_illegal_parameter_alert',
  '48 unknown_ca certificate: unknown ca, unknownca, tlsv1 alert unknown ca, unknown certificate authority, ssl_error_unknown_ca_alert, ca is unknown',
  '49 access_denied certificate: access denied, accessdenied, tlsv1 alert access denied, ssl_error_access_denied_alert',
  '50 decode_error fault: decode error, decodeerror, tlsv1 alert decode error, error decoding message, ssl_error_decode_error_alert',
  '51 decrypt_error fault: decrypt error, decrypterror, tlsv1 alert decrypt error, error decrypting message, ssl_error_decrypt_error_alert',
  '52 too_many_cids_requested parameters: too many cids requested',
  '60 export_restriction parameters: export restriction, exportrestriction, tlsv1 alert export restriction, ssl_error_export_restriction_alert',
  '70 protocol_version version: protocol version, protocolversion, tlsv1 alert protocol version, protocol version not supported, ssl_error_protocol_version_alert, error in protocol version',
  '71 insufficient_security parameters: insufficient security, insufficientsecurity, tlsv1 alert insufficient security, insufficient security level, ssl_error_insufficient_security_alert',
  '80 internal_error fault: internal error, internalerror, tlsv1 alert internal error, ssl_error_internal_error_alert',
  '86 inappropriate_fallback version: inappropriate fallback, inappropriatefallback, tlsv1 alert inappropriate fallback, ssl_error_inappropriate_fallback_alert',
  '90 user_canceled closed: user canceled, user cancelled, usercanceled, tlsv1 alert user cancelled, ssl_error_user_canceled_alert',
  '100 no_renegotiation parameters: no renegotiation, norenegotiation, tlsv1 alert no renegotiation, ssl_error_no_renegotiation_alert',
  '109 missing_extension parameters: missing extension, missingextension, tlsv13 alert missing extension, ssl_error_missing_extension_alert',
  '110 unsupported_extension parameters: unsupported extension, unsupportedextension, tlsv1 unsupported extension, ssl_error_unsupported_extension_alert',
  '111 certificate_unobtainable certificate: certificate unobtainable, certificateunobtainable, tlsv1 certificate unobtainable, ssl_error_certificate_unobtainable_alert',
  '112 unrecognized_name name: unrecognized name, unrecognised name, unrecognizedname, tlsv1 unrecognized name, unrecognized_name alert, ssl_error_unrecognized_name_alert, server name was not recognized',
  '113 bad_certificate_status_response certificate: bad certificate status response, badcertificatestatusresponse, tlsv1 bad certificate status response, ssl_error_bad_cert_status_response_alert',
  '114 bad_certificate_hash_value certificate: bad certificate hash value, badcertificatehashvalue, tlsv1 bad certificate hash value, ssl_error_bad_cert_hash_value_alert',
  '115 unknown_psk_identity parameters: unknown psk identity, unknownpskidentity, tlsv1 alert unknown psk identity',
  '116 certificate_required certificate: certificate required, certificaterequired, tlsv13 alert certificate required, ssl_error_rx_certificate_required_alert',
  '120 no_application_protocol parameters: no application protocol, noapplicationprotocol, tlsv1 alert no application protocol, ssl_error_next_protocol_no_protocol',
  '121 ech_required parameters: ech required, encrypted client hello required',
];

export const tlsAlerts = once((): readonly TlsAlert[] =>
  rows.map((row) => {
    const [head = '', tail = ''] = row.split(': ');
    const [number = '', name = '', kind = ''] = head.split(' ');
    return {
      number: Number(number),
      name,
      spellings: tail.split(', '),
      kind: kind as TlsAlert['kind'],
      source: registry,
    };
  }),
);

const byNumber = once(() => new Map(tlsAlerts().map((alert) => [alert.number, alert])));
const byName = once(
  () =>
    new Map(
      tlsAlerts().flatMap((alert) => [alert.name, ...alert.spellings].map((name) => [name, alert] as const)),
    ),
);

/** The alert of that number, or null. */
export const tlsAlertByNumber = (number: number): TlsAlert | null => byNumber().get(number) ?? null;

/** The alert of that name in any spelling, or null. */
export const tlsAlertByName = (name: string): TlsAlert | null =>
  byName().get(name.trim().toLowerCase()) ?? null;

/**
 * The alert that a line tells of, or null: by its number (`SSL alert number 70`, `alert(40)`), else by its name beside the word
 * alert (`tls: alert: handshake failure`, `Received fatal alert: protocol_version`, `AlertReceived(UnknownCA)`).
 */
export function tlsAlertIn(line: string): TlsAlert | null {
  const text = line.slice(0, 4096).toLowerCase();
  const number =
    /alert number[ :=]{1,3}(\d{1,3})/u.exec(text)?.[1] ??
    /tls[^.]{0,40}\balert ?\(?(\d{1,3})\)/u.exec(text)?.[1];
  if (number !== undefined) return tlsAlertByNumber(Number(number));
  const named = /ssl_error_\w{3,50}/u.exec(text)?.[0];
  if (named !== undefined) return tlsAlertByName(named);
  if (!/alert|remote error: tls/u.test(text)) return null;
  const words = text.replace(/[^a-z]/gu, ' ').replace(/ {1,20}/gu, ' ');
  let best: TlsAlert | null = null;
  let length = 0;
  for (const alert of tlsAlerts())
    for (const spelling of [alert.name, ...alert.spellings]) {
      const bare = spelling.replace(/[^a-z]/gu, ' ');
      if (bare.length > length && ` ${words} `.includes(` ${bare} `)) {
        best = alert;
        length = bare.length;
      }
    }
  return best;
}
