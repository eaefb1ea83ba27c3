package io.prelabel.service.assembly;

import io.prelabel.service.home.Home;
import io.prelabel.service.security.CrossSiteFilter;
import io.prelabel.service.security.PasswordFile;
import io.prelabel.service.security.RememberingEncoder;
import io.prelabel.service.security.ServicePassword;
import io.prelabel.service.web.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.security.SecureRandom;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** HTTP Basic for all but the health endpoint. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {
  private static final String USER = "prelabel";

  @Bean
  SecureRandom secureRandom() {
    return new SecureRandom();
  }

  @Bean
  PasswordEncoder passwordEncoder(SecureRandom random) {
    return new RememberingEncoder(new BCryptPasswordEncoder(), random);
  }

  @Bean
  PasswordFile passwordFile(Home home) {
    return new PasswordFile(home.credentials());
  }

  @Bean
  ServicePassword servicePassword(
      SecurityProperties properties,
      PasswordFile file,
      PasswordEncoder encoder,
      SecureRandom random) {
    return ServicePassword.of(properties.chosen(), file, encoder, random);
  }

  @Bean
  UserDetailsService userDetailsService(ServicePassword password) {
    return new InMemoryUserDetailsManager(
        User.withUsername(USER).password(password.hash()).roles("USER").build());
  }

  /**
   * CSRF tokens need a session, which programs don't have; {@link CrossSiteFilter} does their work.
   * ERROR dispatches are let through: refused requests are answered there, and a second 401 would
   * hide the first reason. ASYNC dispatches end event streams that were authenticated at their
   * start.
   */
  @Bean
  SecurityFilterChain securityFilterChain(HttpSecurity http, ProblemWriter problems)
      throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers("/actuator/health", "/actuator/health/*")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .httpBasic(basic -> basic.authenticationEntryPoint(unauthenticated(problems)))
        .exceptionHandling(
            failures ->
                failures
                    .authenticationEntryPoint(unauthenticated(problems))
                    .accessDeniedHandler(denied(problems)))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(Customizer.withDefaults())
        .addFilterBefore(new CrossSiteFilter(problems), BasicAuthenticationFilter.class)
        .build();
  }

  private static AuthenticationEntryPoint unauthenticated(ProblemWriter problems) {
    return (request, response, e) -> {
      response.setHeader(
          HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"prelabel\", charset=\"UTF-8\"");
      problems.write(
          request,
          response,
          HttpStatus.UNAUTHORIZED,
          "This needs the user \"%s\" and its password, by HTTP Basic.".formatted(USER));
    };
  }

  private static AccessDeniedHandler denied(ProblemWriter problems) {
    return (request, response, e) ->
        problems.write(request, response, HttpStatus.FORBIDDEN, "This is not allowed.");
  }

  /** Requests with a malformed path, before any other rule. */
  @Bean
  RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
    return (request, response, e) ->
        problems.write(
            request,
            response,
            HttpStatus.BAD_REQUEST,
            "The request is malformed: its path or a header holds what it may not.");
  }
}
