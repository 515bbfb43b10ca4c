package dev.sprintcapacity.consumers.jira.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Names lead nowhere but to public addresses, at each connect anew. */
class CheckedResolverTest {

  private static final JiraAddress JIRA = JiraAddress.parse("https://jira.example.com", false);

  @Test
  void a_name_with_public_addresses_keeps_them() throws UnknownHostException {
    CheckedResolver resolver = new CheckedResolver(JIRA, answers("8.8.8.8", "2606:4700::1111"));

    assertThat(resolver.resolve("jira.example.com")).hasSize(2);
    assertThat(resolver.resolveCanonicalHostname("jira.example.com")).isEqualTo("jira.example.com");
  }

  @Test
  void one_private_address_among_public_ones_refuses_the_name() {
    for (String bad :
        List.of("127.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1", "0.0.0.0")) {
      CheckedResolver resolver = new CheckedResolver(JIRA, answers("8.8.8.8", bad));

      assertThatThrownBy(() -> resolver.resolve("jira.example.com"))
          .isInstanceOf(RefusedAddressException.class)
          .hasMessageContaining("jira.example.com leads to")
          .hasMessageContaining("JIRA_ALLOW_PRIVATE_ADDRESS=true");
    }
  }

  @Test
  void a_name_that_turns_private_is_refused_at_the_next_connect() throws UnknownHostException {
    Queue<String> answers = new ArrayDeque<>(List.of("8.8.8.8", "127.0.0.1"));
    CheckedResolver resolver =
        new CheckedResolver(
            JIRA, host -> new InetAddress[] {InetAddress.ofLiteral(answers.remove())});

    assertThat(resolver.resolve("jira.example.com")).hasSize(1);
    assertThatThrownBy(() -> resolver.resolve("jira.example.com"))
        .isInstanceOf(RefusedAddressException.class);
  }

  @Test
  void private_addresses_are_kept_where_they_are_allowed() throws UnknownHostException {
    JiraAddress own = JiraAddress.parse("https://jira.example.com", true);

    assertThat(new CheckedResolver(own, answers("10.0.0.1")).resolve("jira.example.com"))
        .hasSize(1);
    assertThatThrownBy(
            () -> new CheckedResolver(own, answers("169.254.169.254")).resolve("jira.example.com"))
        .isInstanceOf(RefusedAddressException.class);
  }

  @Test
  void a_name_without_an_address_is_unknown() {
    assertThatThrownBy(() -> new CheckedResolver(JIRA, answers()).resolve("jira.example.com"))
        .isInstanceOf(UnknownHostException.class);
  }

  private static HostNames answers(String... literals) {
    return host -> Arrays.stream(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }
}
