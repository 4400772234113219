/// Hosts that say something about a link by themselves.
///
/// Sources: the services' own pages and browsers' lists of tracking parameters, read 2026-08.
enum KnownHosts {
  /// Services whose links do not show where they lead.
  static let shorteners: Set<String> = [
    "adf.ly", "amzn.to", "bc.vc", "bit.do", "bit.ly", "bitly.com", "bl.ink", "buff.ly", "clck.ru",
    "cli.gs", "cutt.ly", "db.tt", "dlvr.it", "ebay.to", "fb.me", "flip.it", "geni.us", "gg.gg",
    "goo.gl", "goo.su", "hubs.la", "hubs.ly", "hyperurl.co", "ift.tt", "is.gd", "j.mp", "kutt.it",
    "lnkd.in", "lnk.to", "mcaf.ee", "n9.cl", "ow.ly", "po.st", "pin.it", "q.gs",
    "qr.ae", "rb.gy", "rebrand.ly", "reurl.cc", "rlu.ru", "s.id", "short.io", "shorte.st",
    "shorturl.at", "shorturl.asia", "snip.ly", "soo.gd", "spoti.fi", "surl.li", "t.co", "t.ly",
    "t2m.io", "tiny.cc", "tiny.one", "tinyurl.com", "tr.im", "trib.al", "u.nu", "u.to", "urlz.fr",
    "v.gd", "vk.cc", "wp.me", "x.co", "yourls.org", "zpr.io",
  ]

  /// Parameters that say who sent a reader, or who is paid for it.
  static let trackingParameters: Set<String> = [
    "_ga", "_gl", "_hsenc", "_hsmi", "aff", "aff_id", "affid", "affiliate", "affiliate_id",
    "awc", "campaign_id", "cjevent", "clickid", "coupon", "dclid", "fbclid", "gbraid", "gclid",
    "gclsrc", "igsh", "igshid", "irclickid", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "msclkid",
    "oly_anon_id", "oly_enc_id", "partner", "partner_id", "ref", "ref_", "ref_src", "ref_url",
    "referral", "referrer", "rdid", "s_cid", "si", "sscid", "srsltid", "subid", "tag", "tduid",
    "ttclid", "twclid", "vero_id", "wbraid", "wickedid", "yclid",
  ]

  /// True where `name` is a parameter of that kind.
  static func isTracking(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasPrefix("utm_") || name.hasPrefix("pk_") || name.hasPrefix("mtm_")
      || trackingParameters.contains(name)
  }

  /// Pages that offer a link for sharing: they carry a URL and redirect nobody.
  static let sharingPages: Set<String> = [
    "twitter.com/intent", "twitter.com/share", "x.com/intent", "x.com/share", "bsky.app/intent",
    "facebook.com/sharer", "facebook.com/sharer.php", "linkedin.com/sharing",
    "linkedin.com/shareArticle", "reddit.com/submit", "threads.net/intent", "threads.com/intent",
    "pinterest.com/pin", "t.me/share", "wa.me/",
  ]

  /// How each network writes the address of a person.
  enum ProfilePath {
    /// The name is the first element of the path, and the only one.
    case name
    /// The name follows one of these elements.
    case after(Set<String>)
  }

  /// Networks whose addresses of people do not begin with `@`.
  static let profiles: [String: ProfilePath] = [
    "x.com": .name, "twitter.com": .name, "mobile.twitter.com": .name, "nitter.net": .name,
    "instagram.com": .name, "facebook.com": .name, "m.facebook.com": .name, "fb.com": .name,
    "pinterest.com": .name, "t.me": .name, "telegram.me": .name, "about.me": .name,
    "linktr.ee": .name, "ko-fi.com": .name, "patreon.com": .name, "twitch.tv": .name,
    "linkedin.com": .after(["in", "pub"]), "bsky.app": .after(["profile"]),
    "reddit.com": .after(["user", "u"]), "old.reddit.com": .after(["user", "u"]),
    "youtube.com": .after(["user", "c"]), "snapchat.com": .after(["add"]),
    "xing.com": .after(["profile"]), "vk.com": .name, "weibo.com": .after(["u", "n"]),
  ]

  /// First elements of paths that are pages of the network itself.
  static let networkPages: Set<String> = [
    "about", "accounts", "ads", "compose", "directory", "discover", "download", "events", "explore",
    "favicon.ico", "gaming", "groups", "hashtag", "help", "home", "i", "ideas", "intent", "jobs",
    "joinchat", "legal", "login", "marketplace", "messages", "notifications", "p", "pages", "pin",
    "policies", "privacy", "reel", "reels", "search", "settings", "share", "sharer", "sharer.php",
    "signup", "stories", "story.php", "terms", "today", "tos", "tv", "videos", "watch",
  ]
}
