/** Ports of 127.0.0.1 that belong to one bed. */
export type SipPorts = {
  /** SIP over UDP, for sipp. */
  readonly sip: number;
  /** SIP over WebSocket, for the seats. */
  readonly webSocket: number;
  /** Where numbers nobody registered are answered. */
  readonly outside: number;
  /** Where the voice of talkgroups is: numbers that begin with 9. */
  readonly radio: number;
  readonly rtpengine: number;
};

/** The password of every account of the bed. */
export const sipPassword = 'rahasia-uji';

/**
 * A registrar with digest passwords and a proxy that lets sipp's plain RTP and a seat's WebRTC hear each other: what goes to a
 * WebSocket is offered as DTLS-SRTP with ICE, what goes elsewhere as plain RTP. Kamailio 5.6 wants `tcp_accept_no_cl` and the
 * handshake in `xhttp:request` for its WebSocket.
 */
export function kamailioConfig(ports: SipPorts): string {
  const modules = ['tm', 'sl', 'rr', 'pv', 'maxfwd', 'textops', 'siputils', 'usrloc', 'registrar', 'nathelper', 'auth', 'xhttp', 'websocket', 'rtpengine'];
  return `
debug=1
log_stderror=yes
children=2
tcp_children=2
auto_aliases=no
listen=udp:127.0.0.1:${ports.sip}
listen=tcp:127.0.0.1:${ports.webSocket}
tcp_connection_lifetime=3604
tcp_accept_no_cl=yes
${modules.map((name) => `loadmodule "${name}.so"`).join('\n')}
modparam("usrloc", "db_mode", 0)
modparam("registrar", "min_expires", 10)
modparam("nathelper|registrar", "received_avp", "$avp(RECEIVED)")
modparam("rtpengine", "rtpengine_sock", "udp:127.0.0.1:${ports.rtpengine}")
modparam("rtpengine", "rtpengine_allow_op", 1)

request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  force_rport();
  if ($proto == "ws") {
    setflag(6);
    if (is_method("REGISTER")) fix_nated_register();
    else if (!is_method("CANCEL|ACK")) add_contact_alias();
  }
  if (is_method("OPTIONS") && !has_totag()) { sl_send_reply("200", "OK"); exit; }
  if (has_totag()) {
    if (!loose_route()) { if (is_method("ACK")) exit; }
    handle_ruri_alias();
    if (is_method("BYE")) rtpengine_delete();
    if (is_method("INVITE")) route(OFFER);
    route(RELAY);
  }
  if (is_method("CANCEL")) { if (t_check_trans()) { rtpengine_delete(); t_relay(); } exit; }
  if (is_method("REGISTER")) {
    if (!pv_www_authenticate("$td", "${sipPassword}", "0")) { www_challenge("$td", "0"); exit; }
    save("location");
    exit;
  }
  if (!is_method("INVITE")) { sl_send_reply("405", "Method Not Allowed"); exit; }
  record_route();
  # A hunt group: who declines or does not answer is followed by the next seat.
  if ($rU == "112") { $rU = "101"; t_on_failure("NEXT_SEAT"); }
  if ($rU =~ "^9") $du = "sip:127.0.0.1:${ports.radio}";
  else if (!lookup("location")) $du = "sip:127.0.0.1:${ports.outside}";
  route(OFFER);
  route(RELAY);
}

route[OFFER] {
  if (!has_body("application/sdp")) return;
  if ($ru =~ "transport=ws" || $du =~ "transport=ws") rtpengine_offer("replace-origin replace-session-connection trust-address ICE=force UDP/TLS/RTP/SAVPF rtcp-mux-offer generate-mid");
  else rtpengine_offer("replace-origin replace-session-connection trust-address ICE=remove RTP/AVP rtcp-mux-demux");
  t_on_reply("ANSWER");
}

route[RELAY] {
  if (is_method("INVITE")) t_on_reply("ANSWER");
  if (!t_relay()) sl_reply_error();
  exit;
}

failure_route[NEXT_SEAT] {
  if (t_is_canceled() || !t_check_status("408|480|486")) exit;
  $ru = "sip:102@127.0.0.1";
  if (!lookup("location")) exit;
  t_on_reply("ANSWER");
  t_relay();
}

onreply_route[ANSWER] {
  if ($proto == "ws") add_contact_alias();
  if (!has_body("application/sdp")) return;
  if (isflagset(6)) rtpengine_answer("replace-origin replace-session-connection trust-address ICE=force UDP/TLS/RTP/SAVPF generate-mid");
  else rtpengine_answer("replace-origin replace-session-connection trust-address ICE=remove RTP/AVP rtcp-mux-demux");
}

event_route[xhttp:request] {
  set_reply_close();
  set_reply_no_connect();
  if ($hdr(Upgrade) =~ "websocket" && $hdr(Connection) =~ "Upgrade" && $rm =~ "GET") { if (ws_handle_handshake()) exit; }
  xhttp_reply("404", "Not Found", "", "");
}
`;
}
