package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.service.http.problem.ProblemExceptionResolver;
import dev.sprintcapacity.service.http.problem.ProblemForm;
import dev.sprintcapacity.service.http.reply.ReplyHandler;
import dev.sprintcapacity.service.http.server.HttpServer;
import dev.sprintcapacity.service.http.server.RequestFilter;
import dev.sprintcapacity.service.http.server.RequestIds;
import dev.sprintcapacity.service.http.server.WriteLimit;
import dev.sprintcapacity.service.identity.UuidV7;
import dev.sprintcapacity.service.settings.ServiceSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.HttpHeadersReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.PathVariableMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.ServletResponseMethodArgumentResolver;

/** The server, and of Spring MVC only what our handlers use. */
@Configuration(proxyBeanMethods = false)
class ServerWiring {

  @Bean
  RequestIds requestIds(UuidV7 uuids) {
    return new RequestIds(uuids);
  }

  @Bean
  TomcatServletWebServerFactory webServerFactory(ServiceSettings settings, RequestIds ids) {
    return HttpServer.factory(settings.http(), ids);
  }

  @Bean
  DefaultLifecycleProcessor lifecycleProcessor(ServiceSettings settings) {
    DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
    processor.setTimeoutPerShutdownPhase(Math.max(1, settings.http().shutdownWait().toMillis()));
    return processor;
  }

  @Bean
  DispatcherServlet dispatcherServlet(WebApplicationContext context) {
    DispatcherServlet servlet = new DispatcherServlet(context);
    servlet.setDispatchOptionsRequest(true);
    return servlet;
  }

  @Bean
  ServletRegistrationBean<DispatcherServlet> dispatcherRegistration(DispatcherServlet servlet) {
    ServletRegistrationBean<DispatcherServlet> registration =
        new ServletRegistrationBean<>(servlet, "/");
    registration.setName("routes");
    registration.setLoadOnStartup(1);
    return registration;
  }

  @Bean
  RequestMappingHandlerMapping routes() {
    return new RequestMappingHandlerMapping();
  }

  @Bean
  RequestMappingHandlerAdapter routeAdapter() {
    RequestMappingHandlerAdapter adapter = new RequestMappingHandlerAdapter();
    adapter.setMessageConverters(List.of(new ByteArrayHttpMessageConverter()));
    adapter.setArgumentResolvers(
        List.of(
            new PathVariableMethodArgumentResolver(),
            new ServletRequestMethodArgumentResolver(),
            new ServletResponseMethodArgumentResolver()));
    adapter.setReturnValueHandlers(
        List.of(new ReplyHandler(), new HttpHeadersReturnValueHandler()));
    return adapter;
  }

  @Bean
  ProblemExceptionResolver handlerExceptionResolver(ProblemForm form) {
    return new ProblemExceptionResolver(form);
  }

  @Bean
  FilterRegistrationBean<RequestFilter> requestFilter(
      RequestIds ids, ProblemExceptionResolver problems, MeterRegistry meters) {
    FilterRegistrationBean<RequestFilter> registration =
        new FilterRegistrationBean<>(new RequestFilter(ids, problems, meters));
    registration.addUrlPatterns("/*");
    registration.setOrder(Integer.MIN_VALUE);
    return registration;
  }

  @Bean
  WriteLimit writeLimit(ServiceSettings settings) {
    return new WriteLimit(settings.http().concurrentWrites());
  }
}
