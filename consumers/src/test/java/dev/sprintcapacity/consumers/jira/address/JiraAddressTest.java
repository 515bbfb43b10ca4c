package dev.sprintcapacity.consumers.jira.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses Jira may have, in every spelling that is known to fool somebody. */
class JiraAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.atlassian.net",
        "https://example.atlassian.net/",
        "https://jira.example.com:8443/jira",
        "https://jira.example.com/a/b-c_d~e/",
        "https://8.8.8.8",
        "https://1.1.1.1:443",
        "https://223.255.255.254",
        "https://[2606:4700:4700::1111]",
        "https://[2a00:1450:4001:80b::200e]:8443/jira",
        "https://[64:ff9b::8.8.8.8]",
        "https://[::ffff:8.8.8.8]",
        "https://10.example.com",
        "https://127.0.0.1.example.com",
      })
  void public_addresses_are_allowed(String url) {
    assertThat(JiraAddress.parse(url, false).toString()).doesNotEndWith("/");
    assertThat(JiraAddress.parse(url, true).resource("/rest").toString()).endsWith("/rest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // IPv4 of this machine and its network
        "https://127.0.0.1",
        "https://127.1.2.3",
        "https://10.0.0.1",
        "https://10.255.255.255",
        "https://172.16.0.1",
        "https://172.31.255.255",
        "https://192.168.1.1",
        "https://100.64.0.1",
        "https://100.127.255.255",
        // the same in IPv6
        "https://[::1]",
        "https://[0:0:0:0:0:0:0:1]",
        "https://[fc00::1]",
        "https://[fd12:3456:789a::1]",
        "https://[fec0::1]",
        "https://[::ffff:127.0.0.1]",
        "https://[::ffff:7f00:1]",
        "https://[::ffff:10.0.0.1]",
        "https://[::ffff:192.168.1.1]",
        "https://[::127.0.0.1]",
        "https://[64:ff9b::127.0.0.1]",
        "https://[64:ff9b::a9fe:a9fe]",
        "https://[64:ff9b::10.0.0.1]",
        "https://[64:ff9b:1::1]",
        "https://[2002:7f00:1::]",
        "https://[2002:a00:1::1]",
        "https://[2001::1]",
        "https://[2001:db8::1]",
        "https://[3fff::1]",
        "https://[100::1]",
        "https://[5f00::1]",
        // set aside
        "https://192.0.0.1",
        "https://192.0.2.1",
        "https://192.88.99.1",
        "https://198.18.0.1",
        "https://198.19.255.255",
        "https://198.51.100.7",
        "https://203.0.113.9",
        "https://240.0.0.1",
        "https://0.1.2.3",
      })
  void private_and_reserved_addresses_are_allowed_only_where_that_is_said(String url) {
    assertThatThrownBy(() -> JiraAddress.parse(url, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("JIRA_ALLOW_PRIVATE_ADDRESS=true");
    assertThat(JiraAddress.parse(url, true).base()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // nobody's Jira, wherever it runs
        "https://0.0.0.0",
        "https://[::]",
        "https://169.254.169.254",
        "https://169.254.0.1",
        "https://[fe80::1]",
        "https://[::ffff:169.254.169.254]",
        "https://224.0.0.1",
        "https://239.255.255.255",
        "https://[ff02::1]",
        // numbers in disguise
        "https://2130706433",
        "https://017700000001",
        "https://0x7f000001",
        "https://0x7f.0.0.1",
        "https://0X7F.1",
        "https://127.1",
        "https://127.0.1",
        "https://0177.0.0.1",
        "https://127.0.0.01",
        "https://010.0.0.1",
        "https://256.0.0.1",
        "https://1.2.3.4.5",
        "https://8.8.8.8.",
        "https://example.com.",
        "https://[fe80::1%25eth0]",
        "https://[::1",
        "https://①②⑦.⓪.⓪.①",
        "https://１２７.0.0.1",
        "https://127。0。0。1",
        "https://%31%32%37.0.0.1",
        // other ways to another host
        "https://user:password@example.com",
        "https://example.com@127.0.0.1",
        "https://@example.com",
        "https://example.com#@127.0.0.1",
        "https://example.com?@127.0.0.1",
        "https://example.com/?q",
        "https://example.com/#f",
        "https://example.com\\@127.0.0.1",
        "https://exa mple.com",
        "https://example.com/\tx",
        "https://example.com\r\nHost: evil",
        "https://example.com:0",
        "https://example.com:65536",
        "https://example.com:",
        "https://example.com:x",
        "https://example.com/../secret",
        "https://example.com/./x",
        "https://example.com/.hidden",
        "https://example.com//evil.com",
        "https://example.com/%2e%2e/x",
        "https://example.com/a;b",
        "https://",
        "https:///x",
        "https:example.com",
        "//example.com",
        "example.com",
        "",
        // other protocols
        "http://example.com",
        "http://10.0.0.1",
        "http://localhost.example.com",
        "ftp://example.com",
        "file:///etc/passwd",
        "jar:https://example.com!/",
        "gopher://127.0.0.1",
        "javascript:alert(1)",
      })
  void other_forms_are_refused_even_where_private_addresses_are_allowed(String url) {
    assertThatThrownBy(() -> JiraAddress.parse(url, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected ")
        .message()
        .doesNotContain("password@");
    assertThatThrownBy(() -> JiraAddress.parse(url, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:8080/jira"})
  void plain_http_is_for_this_machine_alone(String url) {
    assertThatThrownBy(() -> JiraAddress.parse(url, false)).hasMessageContaining("https");

    JiraAddress address = JiraAddress.parse(url, true);
    assertThat(address.allows(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(address.allows(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
    assertThat(address.allows(InetAddress.ofLiteral("8.8.8.8"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "9.255.255.255, true",
    "10.0.0.0, false",
    "11.0.0.0, true",
    "100.63.255.255, true",
    "100.64.0.0, false",
    "100.128.0.0, true",
    "172.15.255.255, true",
    "172.16.0.0, false",
    "172.32.0.0, true",
    "192.167.255.255, true",
    "192.169.0.0, true",
    "198.17.255.255, true",
    "198.20.0.0, true",
    "223.255.255.255, true",
    "1fff:ffff::1, false",
    "2000::1, true",
    "2001:1ff:ffff::1, false",
    "2001:200::1, true",
    "2001:db7::1, true",
    "2001:db9::1, true",
    "2001:ffff::1, true",
    "2003::1, true",
    "3fff:fff:ffff::1, false",
    "3fff:1000::1, true",
    "4000::1, false",
  })
  void blocks_end_where_the_registries_say(String literal, boolean isPublic) {
    assertThat(PublicAddresses.contain(InetAddress.ofLiteral(literal))).isEqualTo(isPublic);
  }
}
