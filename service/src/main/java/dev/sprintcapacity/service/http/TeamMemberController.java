package dev.sprintcapacity.service.http;

import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.postgres.people.PersonPage;
import dev.sprintcapacity.service.http.json.PageJson;
import dev.sprintcapacity.service.http.json.PersonJson;
import dev.sprintcapacity.service.http.paging.Paging;
import dev.sprintcapacity.service.http.paging.PeopleListQuery;
import dev.sprintcapacity.service.http.reply.Reply;
import dev.sprintcapacity.service.sprint.SprintQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Lists everybody who is or was on a team. */
@Controller
public final class TeamMemberController {

  private static final String PATH = "/v1/team-members";

  private final SprintQueries queries;

  public TeamMemberController(SprintQueries queries) {
    this.queries = queries;
  }

  /** A page of people, in the order in which they were first seen. */
  @GetMapping(path = PATH, produces = Reply.JSON)
  public Reply list(HttpServletRequest request) {
    PeopleListQuery query = PeopleListQuery.of(request.getQueryString());
    PersonPage page = queries.people(query.after(), query.limit());
    MemberId next = page.next();
    String cursor = next == null ? null : PeopleListQuery.cursor(next);
    Reply reply =
        Reply.json(
            HttpServletResponse.SC_OK, PageJson.of(page.people(), PersonJson::write, cursor));
    return cursor == null
        ? reply
        : reply.with("Link", Paging.nextLink(PATH, query.repeated(), cursor));
  }
}
